"""The rules of product.md once more, as plainly as they can be written: lists, and every answer
from the beginning. It shares no code with what it checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BATCHES = (600, 930)


@dataclass
class Somebody:
    name: str
    zone: str
    is_guest: bool = False
    is_active: bool = True
    # (weekday, first minute, first minute after); may run past midnight
    hours: list[tuple[int, int, int]] = field(default_factory=list)
    leaves: list[tuple[date, date]] = field(default_factory=list)
    mode: str = "as_they_come"
    focus_until: datetime | None = None
    # How often something changed by when they owe their answers.
    changes: int = 0

    def is_on_leave(self, at: datetime) -> bool:
        return self._is_off_on(at.astimezone(ZoneInfo(self.zone)).date())

    def is_working(self, at: datetime) -> bool:
        wall = at.astimezone(ZoneInfo(self.zone))
        minute = 60 * wall.hour + wall.minute
        for back in (0, 1):
            day = wall.date() - timedelta(days=back)
            now = minute + 1440 * back
            if not self._is_off_on(day) and any(
                day.weekday() == weekday and start <= now < end for weekday, start, end in self.hours
            ):
                return True
        return False

    def is_focused(self, at: datetime) -> bool:
        return self.focus_until is not None and self.focus_until > at

    def worked_all_through(self, since: datetime, at: datetime) -> bool:
        minutes = int((at - since).total_seconds() // 60)
        return all(
            self.is_working(since + timedelta(minutes=minute))
            and not self.is_focused(since + timedelta(minutes=minute))
            for minute in range(minutes + 1)
        )

    def may_have_batch(self, since: datetime, at: datetime) -> bool:
        """Whether one of their times for batches, in their hours, lay between."""
        minutes = int((at - since).total_seconds() // 60)
        moments = [since + timedelta(minutes=minute) for minute in range(minutes + 1)]
        walls = [moment.astimezone(ZoneInfo(self.zone)) for moment in moments]
        return any(
            60 * wall.hour + wall.minute in BATCHES and self.is_working(moment)
            for wall, moment in zip(walls, moments, strict=True)
        )

    def _is_off_on(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.leaves)


@dataclass
class Place:
    """A channel; `levels` are those of its members."""

    is_private: bool
    levels: dict[str, str]


@dataclass
class Topic:
    """A thread: in a place, or direct among `people`."""

    id: int
    place: Place | None
    people: set[str] = field(default_factory=set)
    says: list[Said] = field(default_factory=list)
    following: dict[str, bool] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)


@dataclass
class Said:
    """`words` are the texts that it had, the last one is what it says now. `asked` are those who
    still owe an answer, `ever_asked` all who ever did."""

    id: int
    topic: Topic
    number: int
    author: str
    at: datetime
    urgency: str
    words: list[str]
    named: set[str]
    asked: set[str] = field(default_factory=set)
    ever_asked: set[str] = field(default_factory=set)
    is_deleted: bool = False


def may_read(person: Somebody, topic: Topic) -> bool:
    if not person.is_active:
        return False
    if topic.place is None:
        return person.name in topic.people
    return person.name in topic.place.levels or not (topic.place.is_private or person.is_guest)


def concerns(person: Somebody, said: Said) -> bool:
    """Whether somebody is notified of it, as things stand."""
    topic = said.topic
    if person.name == said.author or not may_read(person, topic):
        return False
    if person.name in said.asked:
        return True
    following = topic.following.get(person.name)
    level = topic.place.levels.get(person.name) if topic.place else None
    if level == "muted" and not following:
        return False
    if person.name in said.named:
        return True
    if following is False:
        return False
    return bool(topic.place is None or following or (said.number == 1 and level == "every"))


def has_read(person: Somebody, said: Said) -> bool:
    return said.topic.read.get(person.name, 0) >= said.number


def most_mails(person: Somebody, said: Said) -> int:
    """Told once, and three repeats of what is urgent."""
    return 1 + 3 * (person.name in said.ever_asked and said.urgency == "urgent")


def most_reminders(person: Somebody, said: Said) -> int:
    """Once where an answer is owed, and once more for each new time by which it is."""
    return (1 + person.changes) * (person.name in said.ever_asked)
