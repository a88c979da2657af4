"""A second, slow way to tell working time, which shares nothing with `accounts`.

It looks at the clock on the wall once a UTC minute and asks only about what it saw: a window is
open from the first minute that shows its start or later, until the last minute that shows its
end or, where none does, until after the last minute that shows anything before it. Neither
offsets nor PEP 495 folds are asked for. Right for zones whose offsets are whole minutes (all,
since 1972).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
A_DAY = 24 * 60
FURTHEST_FROM_UTC = 27 * 60  # minutes; UTC+14 is the furthest, a skipped day adds at most 24 h
UNSURE = 3 * A_DAY  # so near to either end of the walk, windows may be cut off


@lru_cache(maxsize=256)
def clock_on_the_wall(zone: str, begin: datetime, minutes: int) -> list[int]:
    """What the clock shows at `begin` and each minute after, as minutes since 0001-01-01."""
    there = ZoneInfo(zone)
    shown = []
    for minute in range(minutes):
        stamp = (begin + minute * MINUTE).astimezone(there)
        shown.append(stamp.toordinal() * A_DAY + stamp.hour * 60 + stamp.minute)
    return shown


@lru_cache(maxsize=256)
def dates_on_the_wall(zone: str, begin: datetime, minutes: int) -> list[date]:
    """In order; a date that the zone left out is not among them."""
    days = {stamp // A_DAY for stamp in clock_on_the_wall(zone, begin, minutes)}
    return [date.fromordinal(day) for day in sorted(days)]


class MinuteWalk:
    """`windows` are (weekday, start, end); `begin` is a whole minute in UTC."""

    def __init__(
        self,
        zone: str,
        windows: Sequence[tuple[int, int, int]],
        holidays: frozenset[date],
        time_off: Sequence[tuple[date, date]],
        begin: datetime,
        days: int,
    ) -> None:
        self.windows, self.holidays, self.time_off = windows, holidays, time_off
        self.begin, self.minutes = begin, days * A_DAY
        self.shown = clock_on_the_wall(zone, begin, self.minutes)
        self.dates = dates_on_the_wall(zone, begin, self.minutes)
        self.sure_until = begin + (self.minutes - UNSURE) * MINUTE

    @cached_property
    def opened(self) -> list[tuple[date, int, int]]:
        """(local date, first open minute, first closed minute) of each window, by date."""
        opened = []
        for today in self.dates:
            if today in self.holidays or any(a <= today <= b for a, b in self.time_off):
                continue
            for weekday, start, end in self.windows:
                if weekday == today.weekday():
                    midnight = today.toordinal() * A_DAY
                    first = self._first_at_or_after(midnight + start)
                    beyond = self._last_at_or_before(midnight + end)
                    if first < beyond:
                        opened.append((today, first, beyond))
        return opened

    @cached_property
    def is_open(self) -> list[bool]:
        is_open = [False] * self.minutes
        for _, first, beyond in self.opened:
            is_open[first:beyond] = [True] * (beyond - first)
        return is_open

    def is_working(self, at: datetime) -> bool:
        return self.is_open[self._minute(at)]

    def is_on_leave(self, at: datetime) -> bool:
        today = date.fromordinal(self.shown[self._minute(at)] // A_DAY)
        return any(first <= today <= last for first, last in self.time_off)

    def next_opening(self, at: datetime) -> datetime | None:
        """None when nothing opens on this walk; so below."""
        if self.is_working(at):
            return at
        return self._next(at, opening=True)

    def next_closing(self, at: datetime) -> datetime | None:
        return self._next(at, opening=False)

    def add(self, at: datetime, minutes: int) -> datetime | None:
        for minute in range(self._minute(at), self._minute(self.sure_until)):
            minutes -= self.is_open[minute]
            if minutes == 0:
                return self.begin + (minute + 1) * MINUTE
        return None

    def end_of_working_day(self, at: datetime, days: int) -> datetime | None:
        opening = self.next_opening(at)
        if opening is None:
            return None
        now = self._minute(opening)
        today = min(day for day, first, beyond in self.opened if first <= now < beyond)
        closings: dict[date, int] = {}
        for day, _, beyond in self.opened:
            if day >= today:
                closings[day] = max(beyond, closings.get(day, 0))
        if len(closings) <= days:
            return None
        latest = max(list(closings.values())[: days + 1])
        return self.begin + latest * MINUTE if latest < self._minute(self.sure_until) else None

    def of_day(self, day: date) -> list[tuple[datetime, datetime]]:
        """The stretches that are open because of windows that start on `day`."""
        minutes = {m for today, first, beyond in self.opened if today == day for m in range(first, beyond)}
        begins = sorted(m for m in minutes if m - 1 not in minutes)
        ends = sorted(m + 1 for m in minutes if m + 1 not in minutes)
        return [(self.begin + a * MINUTE, self.begin + b * MINUTE) for a, b in zip(begins, ends, strict=True)]

    def _next(self, at: datetime, *, opening: bool) -> datetime | None:
        for minute in range(self._minute(at) + 1, self._minute(self.sure_until)):
            if self.is_open[minute] is opening:
                return self.begin + minute * MINUTE
        return None

    def _minute(self, at: datetime) -> int:
        return (at.astimezone(UTC) - self.begin) // MINUTE

    def _near(self, stamp: int) -> range:
        middle = stamp - (self.begin.toordinal() * A_DAY + self.begin.hour * 60 + self.begin.minute)
        return range(
            min(max(middle - FURTHEST_FROM_UTC, 0), self.minutes),
            max(min(middle + FURTHEST_FROM_UTC, self.minutes), 0),
        )

    def _first_at_or_after(self, stamp: int) -> int:
        for minute in self._near(stamp):
            if self.shown[minute] >= stamp:
                return minute
        return self.minutes

    def _last_at_or_before(self, stamp: int) -> int:
        for minute in reversed(self._near(stamp)):
            if self.shown[minute] <= stamp:
                return minute if self.shown[minute] == stamp else minute + 1
        return 0
