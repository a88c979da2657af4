"""Pure: what the norms mean in practice, told with people of the organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from accounts.models import User
from accounts.wall_clock import zone_named
from accounts.working_time import Schedule, is_working
from threads.norms import Norm, due_at, seen_by

# Weekday (0 is Monday) and clock of who asks, and the urgency.
ASKED = (
    (4, time(16, 0), "norm"),
    (0, time(10, 0), "norm"),
    (1, time(16, 30), "urgent"),
    (2, time(17, 0), "relaxed"),
)
MOST_PEOPLE = 8


@dataclass(frozen=True)
class Example:
    """`asked_at` is in the zone of `asker`, `hears_at` and `due_at` in that of `person`; None
    is never. `in_hours` says how `person` stands when they hear of it; `expected` whether the
    norm expects an answer at all."""

    asker: User
    person: User
    urgency: str
    asked_at: datetime
    hears_at: datetime | None
    in_hours: bool
    due_at: datetime | None
    expected: bool


def cast(people: Sequence[User]) -> list[User]:
    """Those who show best what the norms do: first one of every zone, then whoever comes."""
    first_of_zone = {person.time_zone: person for person in reversed(people)}
    chosen = [person for person in people if first_of_zone[person.time_zone] is person]
    others = [person for person in people if person not in chosen]
    return (chosen + others)[:MOST_PEOPLE]


def examples(
    norms: Mapping[str, Norm],
    people: Sequence[User],
    schedules: Mapping[int, Schedule],
    now: datetime,
    *,
    turn: int = 0,
    may_be_urgent: bool = True,
) -> list[Example]:
    """One for each line of ASKED in the week after `now`; none with fewer than two `people`.
    Another `turn` gives other pairs."""
    if len(people) < 2:
        return []
    told = []
    for number, (weekday, clock, urgency) in enumerate(ASKED):
        if urgency == "urgent" and not may_be_urgent:
            continue
        first = (number + turn) % len(people)
        step = 1 + (turn // len(people)) % (len(people) - 1)
        asker, person = people[first], people[(first + step) % len(people)]
        asked_at = _next(weekday, clock, asker, now)
        told.append(_example(asker, person, urgency, asked_at, norms[urgency], schedules[person.pk]))
    return told


def _next(weekday: int, clock: time, asker: User, now: datetime) -> datetime:
    zone = zone_named(asker.time_zone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    day = tomorrow + timedelta(days=(weekday - tomorrow.weekday()) % 7)
    return datetime.combine(day, clock, zone)


def _example(
    asker: User, person: User, urgency: str, asked_at: datetime, norm: Norm, schedule: Schedule
) -> Example:
    zone = zone_named(person.time_zone)
    hears = seen_by(schedule, urgency, asked_at.astimezone(UTC))
    due = due_at(norm, schedule, hears) if hears else None
    return Example(
        asker=asker,
        person=person,
        urgency=urgency,
        asked_at=asked_at,
        hears_at=hears.astimezone(zone) if hears else None,
        in_hours=bool(hears) and is_working(schedule, asked_at),
        due_at=due.astimezone(zone) if due else None,
        expected=norm.kind != "no_reply",
    )
