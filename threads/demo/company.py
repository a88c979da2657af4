"""Pure: Rill's people, channels and drafts, read from `company.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from accounts.working_time import Schedule, Window
from threads.demo.story_time import StoryTime, story_date

_CLOCKS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclass(frozen=True)
class Member:
    """`joined` and `left` are dates of the story; `profile` are fields of User."""

    handle: str
    email: str
    profile: dict[str, Any]
    windows: tuple[Window, ...]
    joined: date
    left: date | None

    @property
    def is_guest(self) -> bool:
        return self.profile.get("role") == "guest"


@dataclass(frozen=True)
class Absence:
    who: str
    first: date
    last: date
    cover: str = ""
    kind: str = "vacation"
    note: str = ""


@dataclass(frozen=True)
class Place:
    """A channel; people by handle."""

    name: str
    purpose: str
    responsible: str
    members: tuple[str, ...]
    kind: str = "regular"
    private: bool = False
    for_newcomers: bool = False
    former: str = ""
    archived: date | None = None
    muted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sketch:
    """A draft; `thread` is a script's key, else `channel` is where a new thread begins."""

    who: str
    text: str
    thread: str = ""
    channel: str = ""
    title: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Plan:
    """Written to be sent later, when the day of `waits_for` starts, else the author's; `thread` and
    `channel` as of a Sketch. `failed` says why it could not be sent last week."""

    who: str
    text: str
    thread: str = ""
    channel: str = ""
    title: str = ""
    kind: str = ""
    urgency: str = "auto"
    waits_for: str = ""
    told: tuple[str, ...] = ()
    failed: str = ""


@dataclass(frozen=True)
class Company:
    name: str
    time_zone: str
    founded: date
    members: dict[str, Member]
    absences: tuple[Absence, ...]
    places: dict[str, Place]
    sketches: tuple[Sketch, ...]
    plans: tuple[Plan, ...]

    @property
    def emails(self) -> set[str]:
        return {member.email for member in self.members.values()}

    def readers(self, place: str) -> list[str]:
        """Handles of those who may read the channel now."""
        channel = self.places[place]
        return [
            member.handle
            for member in self.members.values()
            if member.left is None
            and (member.handle in channel.members or not (channel.private or member.is_guest))
        ]

    def is_there(self, handle: str, day: date) -> bool:
        """Has joined, has not left and is not on leave on that date of the story."""
        member = self.members[handle]
        away = any(
            absence.who == handle and absence.first <= day <= absence.last for absence in self.absences
        )
        return member.joined <= day and (member.left is None or day < member.left) and not away

    def desks(self, story: StoryTime) -> dict[str, Schedule]:
        """Everybody's schedule by handle, with real dates."""
        return {
            member.handle: Schedule(
                member.profile["time_zone"],
                member.windows,
                time_off=tuple(
                    (story.real(away.first), story.real(away.last))
                    for away in self.absences
                    if away.who == member.handle
                ),
            )
            for member in self.members.values()
        }


@cache
def rill() -> Company:
    data = tomllib.loads(Path(__file__).with_name("company.toml").read_text("utf-8"))
    founded = _date(data["founded"])
    members = [_member(row, data["domain"], founded) for row in data["person"]]
    places = [_place(row) for row in data["channel"]]
    return Company(
        name=data["name"],
        time_zone=data["time_zone"],
        founded=founded,
        members={member.handle: member for member in members},
        absences=tuple(_absence(row) for row in data["time_off"]),
        places={place.name: place for place in places},
        sketches=tuple(Sketch(**row) for row in data["draft"]),
        plans=tuple(Plan(**row) for row in data["scheduled"]),
    )


def _member(row: dict[str, Any], domain: str, founded: date) -> Member:
    handle = row.pop("handle")
    return Member(
        handle=handle,
        email=row.pop("email", f"{handle}@{domain}"),
        windows=tuple(window for hours in row.pop("hours") for window in _windows(hours)),
        joined=_maybe_date(row.pop("joined", "")) or founded,
        left=_maybe_date(row.pop("left", "")),
        profile=row,
    )


def _place(row: dict[str, Any]) -> Place:
    row["members"], row["muted"] = tuple(row["members"]), tuple(row.get("muted", ()))
    row["archived"] = _maybe_date(row.get("archived", ""))
    return Place(**row)


def _absence(row: dict[str, Any]) -> Absence:
    first, last = _date(row["first"]), _date(row["last"])
    return Absence(**row | {"first": first, "last": last})


def _windows(hours: str) -> Iterator[Window]:
    """ "0-3 09:00-12:00 13:00-17:00": Monday to Thursday, two windows each."""
    days = hours.split()[0]
    for weekday in range(int(days[0]), int(days[-1]) + 1):
        for clocks in _CLOCKS.findall(hours):
            opens, opens_minute, closes, closes_minute = map(int, clocks)
            yield Window(weekday, opens * 60 + opens_minute, closes * 60 + closes_minute)


def _maybe_date(text: str) -> date | None:
    return _date(text) if text else None


def _date(text: str) -> date:
    return story_date(int(text[:2]), int(text[3:]))
