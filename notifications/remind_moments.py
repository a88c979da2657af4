"""Pure: the moments at which somebody may want to be reminded, all inside their own hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from accounts.wall_clock import in_utc, local_date, opening_instant, zone_named
from accounts.working_time import Schedule, add_working_time, end_of_working_day, next_opening
from threads.send_moments import start_of_day

LATER = timedelta(hours=2)
A_MOMENT = timedelta(seconds=1)


def later_today(schedule: Schedule, at: datetime) -> datetime | None:
    """After two more hours of work, while this working day has as many."""
    moment, closing = add_working_time(schedule, at, LATER), end_of_working_day(schedule, at, 0)
    if moment is None or closing is None or moment >= closing or next_opening(schedule, at) != in_utc(at):
        return None
    return moment


def tomorrow(schedule: Schedule, at: datetime) -> datetime | None:
    """The start of their next working day."""
    return start_of_day(schedule, at)


def next_week(schedule: Schedule, at: datetime) -> datetime | None:
    """The start of their first working day from next Monday on."""
    zone = zone_named(schedule.time_zone)
    today = local_date(at, zone)
    monday = datetime.combine(today + timedelta(days=7 - today.weekday()), time())
    return start_of_day(schedule, opening_instant(monday, zone) - A_MOMENT)


def inside(schedule: Schedule, at: datetime) -> datetime | None:
    """`at` where they work then, else their next opening; None where no hours come."""
    return next_opening(schedule, at)
