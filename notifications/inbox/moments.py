"""Pure: until when somebody may snooze a thread; always at a moment within their own hours.

later today   after two more hours of work, where they still work then and it still is today
tomorrow      the start of their next working day
next week     the start of their first working day from next Monday on
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from accounts.wall_clock import local_date, zone_named
from accounts.working_time import NEVER_AFTER, Schedule, add_working_time, day_windows, is_working

LATER = timedelta(hours=2)

Name = Literal["today", "tomorrow", "week"]


@dataclass(frozen=True, slots=True)
class Offer:
    """`at` is UTC."""

    name: Name
    at: datetime


def offers(schedule: Schedule, now: datetime) -> list[Offer]:
    """In order, each moment once; fewer where no more hours come."""
    zone = zone_named(schedule.time_zone)
    today = local_date(now, zone)
    later = add_working_time(schedule, now, LATER)

    def still_today(at: datetime) -> bool:
        return local_date(at, zone) == today and is_working(schedule, at)

    next_monday = today + timedelta(days=7 - today.weekday())
    found: dict[Name, datetime | None] = {
        "today": later if later and still_today(later) else None,
        "tomorrow": _start_of_day(schedule, today + timedelta(days=1)),
        "week": _start_of_day(schedule, next_monday),
    }
    made: dict[datetime, Offer] = {}
    for name, at in found.items():
        if at and at > now:
            made.setdefault(at, Offer(name, at))
    return list(made.values())


def _start_of_day(schedule: Schedule, day: date) -> datetime | None:
    """Of the local date `day`, or of the first after it on which they work."""
    for ahead in range(NEVER_AFTER.days):
        windows = day_windows(schedule, day + timedelta(days=ahead))
        if windows:
            return windows[0][0]
    return None
