"""What saving the hours in the editor would mean: what colleagues see, when a message would
arrive, and how long everybody's hours meet. Computed by the rules that hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from accounts.acquaintances import people_known_to
from accounts.clock_words import Presence, own_words
from accounts.models import User
from accounts.queries import schedule_for, schedules_for
from accounts.typical_day import Bar, bars, in_clocks, minutes_in, on_the_wall, overlap, typical_day
from accounts.wall_clock import local_date, opening_instant, zone_named
from accounts.working_time import Schedule, Window, next_opening
from notifications.hold import Mode, Why, Wishes, hold
from threads.norms import due_at
from threads.queries.norms import norm_for

PEOPLE = 200
PLACES = 6
FRIDAY = 4
FOUR_O_CLOCK = time(16)


@dataclass(frozen=True)
class Example:
    """A message from a colleague elsewhere; `arrives` and `due` are None for never."""

    sender: User
    sent: datetime
    arrives: datetime | None
    why: str
    due: datetime | None


@dataclass(frozen=True)
class Meeting:
    """How long hours meet those of somebody in that place on a typical day, at most."""

    place: str
    minutes: int


@dataclass(frozen=True)
class TeamSees:
    presence: Presence
    bars: list[Bar]
    clocks: list[str]
    time_zone: str
    example: Example | None
    meetings: list[Meeting]


def team_sees(
    user: User,
    *,
    time_zone: str,
    windows: Sequence[Window],
    mode: str,
    batch_times: Iterable[int],
    at: datetime,
) -> TeamSees:
    """Of `user` with these hours and wishes; holidays, time off and focus as they are stored.
    Three queries and one for the norm."""
    schedule = replace(schedule_for(user), time_zone=time_zone, windows=tuple(windows))
    wishes = Wishes(Mode(mode), tuple(batch_times), focus_until=user.focus_until)
    colleagues = list(people_known_to(user).filter(is_active=True).exclude(pk=user.pk)[:PEOPLE])
    schedules = schedules_for(colleagues)
    mine = on_the_wall(typical_day(schedule, at), time_zone)
    return TeamSees(
        presence=own_words(schedule, at, user.focus_until),
        bars=bars(mine),
        clocks=in_clocks(mine),
        time_zone=time_zone,
        example=_example(schedule, wishes, _afar(colleagues, time_zone), at),
        meetings=_meetings(mine, colleagues, schedules, time_zone, at),
    )


def _afar(colleagues: Iterable[User], time_zone: str) -> User | None:
    return next((person for person in colleagues if person.time_zone != time_zone), None)


def _example(schedule: Schedule, wishes: Wishes, sender: User | None, at: datetime) -> Example | None:
    """Their next Friday at 16:00, without a focus that will be over by then."""
    if sender is None:
        return None
    zone = zone_named(sender.time_zone)
    today = local_date(at, zone)
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    sent = opening_instant(datetime.combine(friday, FOUR_O_CLOCK), zone)
    held = hold(schedule, wishes, sent, graced=False)
    seen_from = next_opening(schedule, sent)
    return Example(
        sender=sender,
        sent=sent,
        arrives=held.release_at,
        why=held.why.value if held.release_at or held.why is Why.DIGEST else Why.NEVER.value,
        due=due_at(norm_for(None, "norm"), schedule, seen_from) if seen_from else None,
    )


def _meetings(
    mine: tuple[tuple[int, int], ...],
    colleagues: Iterable[User],
    schedules: dict[int, Schedule],
    time_zone: str,
    at: datetime,
) -> list[Meeting]:
    """Places other than the viewer's own zone, the longest first."""
    most: dict[str, int] = {}
    for person in colleagues:
        if person.time_zone == time_zone:
            continue
        theirs = on_the_wall(typical_day(schedules[person.pk], at), time_zone)
        most[person.place] = max(most.get(person.place, 0), minutes_in(overlap(mine, theirs)))
    longest_first = sorted(most.items(), key=lambda item: (-item[1], item[0]))
    return [Meeting(place, minutes) for place, minutes in longest_first[:PLACES]]
