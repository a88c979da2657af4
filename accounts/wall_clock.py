"""Pure: what the clock on a wall somewhere shows, turned into instants in UTC.

A clock that is put forward skips stamps (a gap); one that is put back shows them twice (a
fold). A zone that crosses the date line skips or repeats a whole day. Stamps here are naive
datetimes, instants are aware ones in UTC.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)
FIRST_INSTANT = datetime.min.replace(tzinfo=UTC)
LAST_INSTANT = datetime.max.replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone; ValueError for any other name. zoneinfo itself keeps only the last eight
    zones alive and would read the others from disk again and again."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is not an IANA time zone.") from error


def zone_or_utc(name: str) -> ZoneInfo:
    """The IANA zone, or UTC where this machine's zone data no longer know it: what shows
    somebody's clock must not break for everybody who looks."""
    try:
        return zone_named(name)
    except ValueError:
        return zone_named("UTC")


def opening_instant(stamp: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which the clock shows `stamp` or later: in a fold the first of the
    two, in a gap the moment the clock jumps."""
    instant = stamp.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return instant if _shown(instant, zone) == stamp else _jump_over(stamp, zone)


def closing_instant(stamp: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which the clock shows `stamp`: in a fold the second of the two; in a
    gap the moment the clock jumps."""
    instant = stamp.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return instant if _shown(instant, zone) == stamp else _jump_over(stamp, zone)


def end_of_date(day: date, zone: ZoneInfo) -> datetime:
    """The first instant from which the wall never again shows `day` or a date before it. Where
    a fold begins exactly at midnight, that is the first of the two midnights."""
    midnight = datetime.combine(day, time()) + ONE_DAY
    last = closing_instant(midnight, zone)
    is_put_back_past_it = _shown(last - ONE_SECOND, zone) < midnight
    return last if is_put_back_past_it else opening_instant(midnight, zone)


def has_date(day: date, zone: ZoneInfo) -> bool:
    """False for the dates that a zone left out when it crossed the date line."""
    return opening_instant(datetime.combine(day, time()), zone) < end_of_date(day, zone)


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The date on the wall. Where the calendar ends (years 1 and 9999), the date in UTC."""
    try:
        return instant.astimezone(zone).date()
    except OverflowError:
        return instant.date()


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC, or the nearest that the calendar has; ValueError when naive."""
    if at.utcoffset() is None:
        raise ValueError("A moment needs a time zone; this one is naive.")
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return FIRST_INSTANT if at.year == 1 else LAST_INSTANT


def _shown(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _jump_over(stamp: datetime, zone: ZoneInfo) -> datetime:
    """The jump that skips `stamp`. PEP 495: read with the offset after the jump (fold 1) a
    skipped stamp lies before it, with the offset before (fold 0) at or after it."""
    before = stamp.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = stamp.replace(tzinfo=zone, fold=0).astimezone(UTC)
    seconds = range((after - before) // ONE_SECOND)
    return before + ONE_SECOND * bisect_left(
        seconds, stamp, key=lambda second: _shown(before + ONE_SECOND * second, zone)
    )
