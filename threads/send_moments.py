"""Pure: the moments that somebody may choose to send at, and what becomes of one that was missed.

All in UTC, counted from an aware `at`; nothing here reads the clock or the database. Days and
openings are those of accounts/working_time.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.wall_clock import in_utc, local_date, zone_named
from accounts.working_time import NEVER_AFTER, Schedule, day_windows, is_working, next_opening

A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
# So late a message may be and still count as sent when it was meant.
PUNCTUAL = timedelta(minutes=15)


@dataclass(frozen=True)
class Best:
    """`working` are the ids of those who work at `moment`."""

    moment: datetime
    working: frozenset[int]


def start_of_day(schedule: Schedule, at: datetime) -> datetime | None:
    """When their next working day begins, later than `at`; the opening after lunch begins none.
    None where no day begins within 400 days."""
    at = in_utc(at)
    day = local_date(at, zone_named(schedule.time_zone)) - A_DAY
    for _ in range(NEVER_AFTER.days + 2):
        windows = day_windows(schedule, day)
        if windows and windows[0][0] > at:
            return windows[0][0]
        day += A_DAY
    return None


def last_start(schedules: Mapping[int, Schedule], at: datetime) -> datetime | None:
    """When the last of them begins their next working day. Whose day does not begin within a
    week, being away, is not waited for."""
    starts = [start_of_day(schedule, at) for schedule in schedules.values()]
    near = [start for start in starts if start and start - in_utc(at) <= A_WEEK]
    return max(near, default=None)


def best_moment(schedules: Mapping[int, Schedule], at: datetime, within: timedelta = A_WEEK) -> Best | None:
    """The first moment from `at` on, within that time, at which the most of them work; None where
    nobody does. More people start working only at an opening, so only those are looked at."""
    at = in_utc(at)
    moments = {at}
    for schedule in schedules.values():
        day = local_date(at, zone_named(schedule.time_zone)) - A_DAY
        for _ in range(within.days + 3):
            moments.update(start for start, _end in day_windows(schedule, day) if at <= start <= at + within)
            day += A_DAY
    best: Best | None = None
    for moment in sorted(moments):
        working = frozenset(pk for pk, schedule in schedules.items() if is_working(schedule, moment))
        if working and (best is None or len(working) > len(best.working)):
            best = Best(moment, working)
    return best


def leaves_at(
    *, planned: datetime, now: datetime, waits_for: Schedule | None, people: Mapping[int, Schedule]
) -> datetime:
    """`now` when what was planned for `planned` may go, else the later moment that it waits for.

    `waits_for` is whose working time it was meant to fall into, where it was one person's; of
    `people`, who it addresses, it was meant for the hours of those who worked at `planned`. What
    is late, because no worker ran, still keeps to that (quality.md, Faults).
    """
    now = in_utc(now)
    if waits_for is not None:
        return next_opening(waits_for, now) or now
    if now - in_utc(planned) <= PUNCTUAL:
        return now
    meant = [schedule for schedule in people.values() if is_working(schedule, planned)]
    openings = [next_opening(schedule, now) for schedule in meant]
    return min((opening for opening in openings if opening), default=now)
