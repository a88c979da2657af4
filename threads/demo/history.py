"""Pure: what happened in a thread, in order, with the change sequence that each thing took.

As if the actions had run one after the other (architecture.md, Contracts): a message takes
the next number and the next change; an edit, a reaction, a deletion and an entry take the
next change and leave it on the message or entry they concern.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from accounts.working_time import Schedule
from threads.demo.chance import chance
from threads.demo.script import Line, Script
from threads.demo.story_time import StoryTime
from threads.demo.timetable import real_moment, soon_after, written_at

SOON = timedelta(minutes=20)
BLINK = timedelta(milliseconds=1)


@dataclass
class Said:
    """A message. `reactions` are (emoji, handle, moment) in the order they were made."""

    number: int
    line: Line
    at: datetime
    seq: int = 0
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    reactions: list[tuple[str, str, datetime]] = field(default_factory=list)


@dataclass(frozen=True)
class Noted:
    """A system entry."""

    verb: str
    actor: str
    data: dict[str, Any]
    at: datetime
    after: int
    seq: int


@dataclass
class History:
    script: Script
    said: list[Said]
    noted: list[Noted] = field(default_factory=list)
    last_change: int = 0

    @property
    def began(self) -> datetime:
        return self.said[0].at

    def moment_of(self, verb: str) -> datetime | None:
        return next((note.at for note in self.noted if note.verb == verb), None)


@dataclass(frozen=True)
class _Change:
    at: datetime
    said: Said | None = None
    what: str = "said"
    who: str = ""
    data: Any = None


def history_of(script: Script, desks: Mapping[str, Schedule], story: StoryTime) -> History:
    moments = written_at(script.key, script.lines, desks, story)
    said = [
        Said(number, line, at)
        for number, (line, at) in enumerate(zip(script.lines, moments, strict=True), start=1)
    ]
    changes = [_Change(one.at, one) for one in said]
    for one in said:
        changes += _corrections(one, story.now) + _reactions(script, one, desks, story.now)
    changes += _entries(script, said, desks, story)
    history = History(script, said)
    _play(history, sorted(changes, key=lambda change: change.at))
    return history


def _play(history: History, changes: Sequence[_Change]) -> None:
    number = 0
    for change in changes:
        history.last_change += 1
        seq, said = history.last_change, change.said
        if said is None:
            history.noted.append(Noted(change.what, change.who, change.data, change.at, number, seq))
            continue
        said.seq = seq
        if change.what == "said":
            number = said.number
        elif change.what == "edited":
            said.edited_at = change.at
        elif change.what == "deleted":
            said.deleted_at = change.at
        else:
            said.reactions.append((change.what, change.who, change.at))


def _corrections(said: Said, now: datetime) -> list[_Change]:
    line, found = said.line, []
    for what, minutes in (("edited", line.edited), ("deleted", line.deleted)):
        if minutes:
            wait = min(timedelta(minutes=minutes), (now - said.at) / 2)
            found.append(_Change(said.at + wait, said, what))
    return found


def _reactions(script: Script, said: Said, desks: Mapping[str, Schedule], now: datetime) -> list[_Change]:
    """In the order of the script by the first of each emoji, as the page shows them."""
    dice = chance("reactions", script.key, said.number)
    found, earliest = [], said.at
    for emoji, handles in said.line.reactions:
        moments = []
        for handle in handles:
            wait = timedelta(minutes=dice.uniform(2, 90))
            moments.append(max(soon_after(desks[handle], said.at, wait, now), earliest))
            found.append(_Change(moments[-1], said, emoji, handle))
        earliest = min(moments) + BLINK
    return found


def _entries(
    script: Script, said: Sequence[Said], desks: Mapping[str, Schedule], story: StoryTime
) -> list[_Change]:
    first, last, now = said[0], said[-1], story.now
    found = []
    if script.renamed:
        data = {"before": story.told(script.renamed), "after": story.told(script.title)}
        at = soon_after(desks[script.author], first.at, SOON / 4, now)
        found.append(_Change(at, None, "renamed", script.author, data))
    if script.moved:
        data = {"before": script.moved, "after": script.channel}
        who = script.responsible or script.author
        at = soon_after(desks[who], first.at, SOON / 2, now)
        found.append(_Change(at, None, "moved", who, data))
    if script.pinned:
        at = soon_after(desks[script.pinned], first.at, SOON, now)
        found.append(_Change(at, None, "pinned", script.pinned, {}))
    if script.resolved:
        desk = desks[script.resolved]
        at = soon_after(desk, last.at, SOON, now)
        if script.resolved_at and last.at < (told := real_moment(script.resolved_at, desk, story)) < now:
            at = told
        found.append(_Change(at, None, "resolved", script.resolved, {}))
    return found
