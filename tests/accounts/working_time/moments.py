"""Short names for the moments and hours in these tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.working_time import Window

NAIROBI = "Africa/Nairobi"  # no clock was put forward or back there since 1960

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def utc(stamp: str) -> datetime:
    """`2026-11-22 04:20` in UTC."""
    return datetime.fromisoformat(stamp).replace(tzinfo=UTC)


def local(stamp: str, zone: str) -> datetime:
    return datetime.fromisoformat(stamp).replace(tzinfo=ZoneInfo(zone))


def nairobi(stamp: str) -> datetime:
    return local(stamp, NAIROBI)


def day(stamp: str) -> date:
    return date.fromisoformat(stamp)


def minutes(clock: str) -> int:
    """`09:30` is 570; hours run to 48."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def hours(days: tuple[int, ...], *spans: str) -> tuple[Window, ...]:
    """Each `09:00-17:30` of `spans` on each of `days`."""
    return tuple(
        Window(weekday, *(minutes(clock) for clock in span.split("-"))) for weekday in days for span in spans
    )


WEEKDAYS = (MON, TUE, WED, THU, FRI)
EVERY_DAY = tuple(range(7))
SPLIT = hours(WEEKDAYS, "09:00-12:00", "13:00-17:00")
OFFICE = hours(WEEKDAYS, "09:00-17:30")
NIGHTS = hours(EVERY_DAY, "22:00-30:00")
