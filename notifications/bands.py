"""Pure: the next 24 hours of somebody as percentages, for `svg.band` and `svg.axis`.

0 % is now and 100 % the same moment tomorrow, whatever the clocks do in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from accounts.wall_clock import in_utc, local_date, opening_instant, zone_named
from accounts.working_time import LOOK_BACK_DAYS, Interval, Schedule, day_windows

A_DAY = timedelta(days=1)
# Before the mark the dotted line ends; what lies beyond the band is announced at its end.
MARK_RADIUS = 1.4
LATER = "78%"
AXIS_HOURS = 3
# What the word "now" needs of a narrow axis, and half of an hour beside it.
NOW_COVERS = 10


@dataclass(frozen=True, slots=True)
class Span:
    """`x` and `width` as SVG takes them: "19.44%"."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    label: str


def work_spans(schedule: Schedule, at: datetime) -> list[Span]:
    """The working time within the 24 hours from `at` (aware)."""
    return [
        Span(_percent(start - at), _percent(end - start)) for start, end in open_within_a_day(schedule, at)
    ]


def open_within_a_day(schedule: Schedule, at: datetime) -> list[Interval]:
    """As intervals in UTC, in order; what touches or overlaps is one."""
    at = in_utc(at)
    today = local_date(at, zone_named(schedule.time_zone))
    merged: list[Interval] = []
    for days in range(-LOOK_BACK_DAYS, 3):
        for start, end in day_windows(schedule, today + timedelta(days=days)):
            start, end = max(start, at), min(end, at + A_DAY)
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            elif start < end:
                merged.append((start, end))
    return merged


def mark_at(moment: datetime, at: datetime) -> str | None:
    """Where the mark of `moment` stands; None when that is past the band's end."""
    return _percent(moment - at) if moment - at < A_DAY else None


def wait_until(moment: datetime, at: datetime) -> str | None:
    """Where the dotted line to the mark ends; None when there is no room for one."""
    if moment - at >= A_DAY:
        return LATER
    end = _share(moment - at) - MARK_RADIUS
    return _written(end) if end > MARK_RADIUS else None


def axis(time_zone: str, at: datetime) -> list[Tick]:
    """Every third hour of the clock in `time_zone`: "00", "03" …, without what "now" covers."""
    at = in_utc(at)
    zone = zone_named(time_zone)
    midnight = datetime.combine(local_date(at, zone), time())
    ticks = []
    for hour in range(0, 49, AXIS_HOURS):
        moment = opening_instant(midnight + timedelta(hours=hour), zone)
        share = _share(moment - at)
        if NOW_COVERS < share <= 100:
            ticks.append(Tick(_written(share), f"{hour % 24:02}"))
    return ticks


def _percent(span: timedelta) -> str:
    return _written(_share(span))


def _share(span: timedelta) -> float:
    return 100 * (span / A_DAY)


def _written(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"
