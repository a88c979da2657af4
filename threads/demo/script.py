"""Pure: threads as they stand in `content/`, written like a play.

    title: Cable kits: which connector from January on?
    kind: decision
    responsible: wanjiru
    unread: lena 2

    >>> wanjiru 11-18 09:40
    👍 hemi asha
    ✅ brian

    The grey one survived the flood.

    >>> hemi
    edited: 4
    was: Looks fine.

    Looks fine to me.

The head's fields are those of `Script`, a message's those of `Line`. A time is the author's
wall clock on a date of the story; without one, the message comes some time before the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from threads.demo.story_time import StoryMoment, story_date

_LINE = re.compile(r"^>>> ", re.MULTILINE)
_MOMENT = re.compile(r"(\d\d)-(\d\d) (\d\d):(\d\d)")
TEXTS = ("was", "urgency", "reason")
_FIELD = re.compile(r"(?P<name>[a-z_]+): (?P<value>.+)")


@dataclass(frozen=True)
class Line:
    """One message. `reactions` are pairs of an emoji and its people's handles. `edited` and
    `deleted` are minutes after it was written; `was` is the text until then.
    `urgency` is said where it is not the usual one; `reason` is why something urgent cannot wait."""

    author: str
    text: str
    at: StoryMoment | None = None
    reactions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    edited: int = 0
    was: str = ""
    deleted: int = 0
    urgency: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Unread:
    """The last `count` messages are new to `handle`, whose last visit was `visit`."""

    handle: str
    count: int
    visit: StoryMoment | None


@dataclass(frozen=True)
class Script:
    """`key` is what links name ("thread:key"); `channel` is empty for a direct thread, then
    `people` are those who read it. `pinned` and `resolved` say by whom (and when);
    `renamed` is the title it had at first, `moved` the channel."""

    key: str
    channel: str
    title: str
    lines: tuple[Line, ...]
    kind: str = "discussion"
    responsible: str = ""
    people: tuple[str, ...] = ()
    pinned: str = ""
    resolved: str = ""
    resolved_at: StoryMoment | None = None
    outcome: str = ""
    renamed: str = ""
    moved: str = ""
    unread: tuple[Unread, ...] = field(default=())

    @property
    def author(self) -> str:
        return self.lines[0].author


class Malformed(ValueError):
    """A script that is not written as above; the message says which and where."""


def read_script(key: str, channel: str, text: str) -> Script:
    head, *lines = _LINE.split(text)
    try:
        return Script(key=key, channel=channel, lines=tuple(_line(line) for line in lines), **_head(head))
    except (TypeError, ValueError) as error:
        raise Malformed(f"{channel}/{key}: {error}") from error


def _head(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for row in text.strip().splitlines():
        name, value = _field(row)
        if name == "unread":
            fields["unread"] = (*fields.get("unread", ()), _unread(value))
        elif name == "people":
            fields[name] = tuple(value.split())
        elif name == "resolved":
            fields[name], fields["resolved_at"] = value.split()[0], _moment(value)
        else:
            fields[name] = value
    return fields


def _unread(value: str) -> Unread:
    handle, count, *_visit = value.split()
    return Unread(handle, int(count), _moment(value))


def _line(text: str) -> Line:
    top, _, body = text.partition("\n\n")
    first, *rest = top.splitlines()
    fields: dict[str, Any] = {"reactions": ()}
    for row in rest:
        if _FIELD.fullmatch(row):
            name, value = _field(row)
            fields[name] = value if name in TEXTS else int(value)
        else:
            emoji, *handles = row.split()
            fields["reactions"] += ((emoji, tuple(handles)),)
    return Line(author=first.split()[0], at=_moment(first), text=body.strip(), **fields)


def _field(row: str) -> tuple[str, str]:
    found = _FIELD.fullmatch(row)
    if not found:
        raise ValueError(f"no field: {row!r}")
    return found["name"], found["value"]


def _moment(text: str) -> StoryMoment | None:
    found = _MOMENT.search(text)
    if not found:
        return None
    month, day, hour, minute = (int(part) for part in found.groups())
    return StoryMoment(story_date(month, day), time(hour, minute))
