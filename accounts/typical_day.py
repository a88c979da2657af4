"""Pure: one day that stands for somebody's week, and how two people's days meet.

A stretch is (start, end) in minutes after midnight, 0 <= start < end <= 1440, on one wall; what
runs past midnight goes on at the left, since every day is like this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.clock_times import write_clock
from accounts.wall_clock import local_date, zone_named
from accounts.working_time import MINUTES_A_DAY, Interval, Schedule, Window, day_windows

Stretch = tuple[int, int]
ONE_DAY = timedelta(days=1)
A_WEEK_AND_MORE = 15  # a week of which every day is left out by a zone does not exist


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch as the drawing has it: SVG lengths in hundredths of the day."""

    x: str
    width: str


def typical_day(schedule: Schedule, at: datetime) -> tuple[Interval, ...]:
    """The next day from `at` on that has the hours most of their days have, in UTC; the earliest
    such weekday's where several are as frequent. Holidays and leave are no part of it."""
    weekdays = _typical_weekdays(schedule.windows)
    plain = Schedule(schedule.time_zone, schedule.windows)
    day = local_date(at, zone_named(schedule.time_zone))
    for _ in range(A_WEEK_AND_MORE):
        if day.weekday() in weekdays and (intervals := day_windows(plain, day)):
            return intervals
        day += ONE_DAY
    return ()


def on_the_wall(intervals: Iterable[Interval], time_zone: str) -> tuple[Stretch, ...]:
    """What those who look from that zone see of them, merged and in order."""
    zone = zone_named(time_zone)
    parts = []
    for start, end in intervals:
        local = start.astimezone(zone)
        begins = local.hour * 60 + local.minute
        length = min((end - start) // timedelta(minutes=1), MINUTES_A_DAY)
        parts.append((begins, min(begins + length, MINUTES_A_DAY)))
        if begins + length > MINUTES_A_DAY:
            parts.append((0, begins + length - MINUTES_A_DAY))
    return merged(parts)


def overlap(one: Iterable[Stretch], other: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """When both work. In order."""
    theirs = list(other)
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in theirs]
    return tuple(sorted((start, end) for start, end in both if start < end))


def merged(parts: Iterable[Stretch]) -> tuple[Stretch, ...]:
    done: list[Stretch] = []
    for start, end in sorted(parts):
        if done and start <= done[-1][1]:
            start, end = done[-1][0], max(done.pop()[1], end)
        done.append((start, end))
    return tuple(done)


def span(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """From the first start to the last end."""
    return ((intervals[0][0], max(end for _, end in intervals)),) if intervals else ()


def minutes_in(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def bars(stretches: Iterable[Stretch]) -> list[Bar]:
    return [
        Bar(f"{start / MINUTES_A_DAY:.2%}", f"{(end - start) / MINUTES_A_DAY:.2%}")
        for start, end in stretches
    ]


def window_bars(windows: Sequence[Window]) -> list[Bar]:
    """Windows of one weekday on their own wall."""
    parts = [(window.start, min(window.end, MINUTES_A_DAY)) for window in windows]
    parts += [(0, window.end - MINUTES_A_DAY) for window in windows if window.end > MINUTES_A_DAY]
    return bars(merged(parts))


def in_clocks(stretches: Iterable[Stretch]) -> list[str]:
    """ "09:00–10:30" each; what ends at midnight and goes on at the left is one."""
    parts = list(stretches)
    if len(parts) > 1 and parts[0][0] == 0 and parts[-1][1] == MINUTES_A_DAY:
        parts = [*parts[1:-1], (parts[-1][0], parts[0][1])]
    return [f"{write_clock(start)}–{write_clock(end)}" for start, end in parts]


def week_minutes(windows: Iterable[Window]) -> int:
    """How long somebody works in a week, overlapping windows once."""
    parts = [
        (window.weekday * MINUTES_A_DAY + window.start, window.weekday * MINUTES_A_DAY + window.end)
        for window in windows
    ]
    return min(minutes_in(merged(parts)), 7 * MINUTES_A_DAY)


def _typical_weekdays(windows: Iterable[Window]) -> set[int]:
    days: dict[int, list[Stretch]] = {}
    for window in sorted(windows):
        days.setdefault(window.weekday, []).append((window.start, window.end))
    if not days:
        return set()
    shapes = Counter(tuple(day) for day in days.values())
    shape, _ = max(shapes.items(), key=lambda item: item[1])  # the first of equals: the earliest day
    return {weekday for weekday, day in days.items() if tuple(day) == shape}
