"""Pure: when somebody works, and how working time is counted (product.md, Working time).

Local rules are expanded to intervals in UTC first; all arithmetic is done on those.

- A window belongs to the local date on which it starts, also when it runs past midnight. A
  holiday or a day off drops the windows that start on it and no others. A date that does not
  exist in the zone (Apia left out 2011-12-30) has none.
- A start that the clock skips is the moment the clock jumps; of a start shown twice the first
  counts, of an end shown twice the second.
- Windows are half-open; those that overlap or touch are one, within a day and across days.
- A *working day* is a local date on which at least one window starts. It closes when the last
  of its windows does. While windows of two days overlap, it is still the earlier day.
- A wait of more than 400 days for the next window is "never": the answer is None.

Every `at` is aware, in any zone (ValueError otherwise); every answer is in UTC. The first and
the last three days of the calendar have no windows. Focus is no part of a schedule: it delays
what is held and changes nothing about working time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain, islice
from typing import Literal

from accounts.wall_clock import (
    closing_instant,
    end_of_date,
    has_date,
    in_utc,
    local_date,
    opening_instant,
    zone_named,
)

MINUTES_A_DAY = 24 * 60
NEVER_AFTER = timedelta(days=400)

Interval = tuple[datetime, datetime]

# The longest window ends at midnight two days on, and a clock that is put back then is still
# on the day before: what started three days ago is closed for sure.
LOOK_BACK_DAYS = 3
FIRST_DAY = date.min.toordinal() + LOOK_BACK_DAYS
LAST_DAY = date.max.toordinal() - LOOK_BACK_DAYS
LAST_WAIT_DAYS = NEVER_AFTER.days + LOOK_BACK_DAYS


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """`weekday` 0 is Monday; `start` and `end` are minutes after local midnight of that day,
    `end` exclusive. 1440 is midnight at the day's end; more runs into the next day, at most to
    its end (2880)."""

    weekday: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"A weekday is 0 (Monday) to 6 (Sunday), not {self.weekday}.")
        if not 0 <= self.start < MINUTES_A_DAY:
            raise ValueError(f"A window starts at minute 0 to 1439 of its day, not {self.start}.")
        if not self.start < self.end <= 2 * MINUTES_A_DAY:
            raise ValueError(
                f"A window ends after it starts ({self.start}) and by minute 2880, not {self.end}."
            )


@dataclass(frozen=True)
class Schedule:
    """`time_zone` is an IANA name; `holidays` are local dates; each of `time_off` is the first
    and the last local date, both included."""

    time_zone: str
    windows: tuple[Window, ...]
    holidays: frozenset[date] = frozenset()
    time_off: tuple[tuple[date, date], ...] = ()

    def __post_init__(self) -> None:
        zone_named(self.time_zone)
        for first, last in self.time_off:
            if last < first:
                raise ValueError(f"Time off ends on or after its first day: {first} to {last}.")
        for day in (*self.holidays, *(day for days in self.time_off for day in days)):
            if isinstance(day, datetime):
                raise ValueError(f"Holidays and time off are dates, not moments: {day}.")
        # Each question looks its week up by the schedule; counted anew, the hash of all windows
        # and days would cost more than the answer.
        facts = (self.time_zone, self.windows, self.holidays, self.time_off)
        object.__setattr__(self, "_hash", hash(facts))

    def __hash__(self) -> int:
        return self._hash  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True, slots=True)
class Status:
    """`until` is when the state ends: for "on" the closing, for "off" the next opening, for
    "leave" the end of the last day of leave before the next opening. None is never."""

    state: Literal["on", "off", "leave"]
    until: datetime | None


def is_working(schedule: Schedule, at: datetime) -> bool:
    at = in_utc(at)
    return next_opening(schedule, at) == at


def next_opening(schedule: Schedule, at: datetime) -> datetime | None:
    """`at` itself when working; None when nothing opens within 400 days."""
    at = in_utc(at)
    for start, end in chain(_near(schedule, at.toordinal() // 7), _windows_from(schedule, at)):
        if end > at:
            return max(start, at)
    return None


def add_working_time(schedule: Schedule, at: datetime, amount: timedelta) -> datetime | None:
    """The earliest t with exactly `amount` of open time in [at, t); for zero the next opening.

    It may lie years ahead, as long as no wait on the way exceeds 400 days; otherwise None.
    ValueError for a negative amount.
    """
    if amount < timedelta():
        raise ValueError(f"Working time can only be added, not {amount}.")
    reached = at = in_utc(at)
    for start, end in _windows_from(schedule, at):
        if end <= reached:
            continue
        start = max(start, reached)
        if end - start >= amount:
            return start + amount
        amount -= end - start
        reached = end
    return None


def end_of_working_day(schedule: Schedule, at: datetime, days: int) -> datetime | None:
    """Counted from the working day of `next_opening(at)`: 0 is that day's closing, N the
    closing of the Nth working day after; where days overlap, never before an earlier day's.

    None when a wait on the way exceeds 400 days. ValueError for negative `days`.
    """
    if days < 0:
        raise ValueError(f"Working days are counted forward, not {days}.")
    opening = next_opening(schedule, at)
    if opening is None:
        return None
    closings = [day[-1][1] for day in islice(_working_days_from(schedule, opening), days + 1)]
    return max(closings) if len(closings) > days else None


def day_windows(schedule: Schedule, day: date) -> tuple[Interval, ...]:
    """What is open of the windows that start on the local date `day`: in order, merged."""
    if day in schedule.holidays or _is_time_off(schedule, day):
        return ()
    return _expanded(schedule.time_zone, schedule.windows, day)


def status(schedule: Schedule, at: datetime) -> Status:
    """Whether somebody works at this moment, and how long that stays so."""
    at = in_utc(at)
    opening = next_opening(schedule, at)
    if opening == at:
        return Status("on", _closing(schedule, at))
    if _is_time_off(schedule, local_date(at, zone_named(schedule.time_zone))):
        return Status("leave", _end_of_leave(schedule, opening))
    return Status("off", opening)


def _closing(schedule: Schedule, opening: datetime) -> datetime | None:
    reached = opening
    for start, end in _windows_from(schedule, opening):
        if start > reached:
            return reached
        reached = max(reached, end)
        if reached - opening > NEVER_AFTER:
            return None
    return reached


def _end_of_leave(schedule: Schedule, opening: datetime | None) -> datetime | None:
    """Weekends and holidays between two leaves belong to the leave: nobody is back on them."""
    zone = zone_named(schedule.time_zone)
    back = local_date(opening, zone) if opening else date.max
    last = max(last for first, last in schedule.time_off if first <= back)
    if last.toordinal() > LAST_DAY:
        return None
    return end_of_date(last, zone)


def _windows_from(schedule: Schedule, at: datetime) -> Iterator[Interval]:
    """Every window that may still be open at `at` or opens later, by start; days unmerged."""
    return chain.from_iterable(_working_days_from(schedule, at))


def _working_days_from(schedule: Schedule, at: datetime) -> Iterator[tuple[Interval, ...]]:
    """The windows of the first working day that closes after `at`, and of each one after it,
    until a wait is too long."""
    today = local_date(at, zone_named(schedule.time_zone)).toordinal()
    week = (today - LOOK_BACK_DAYS) // 7
    has_begun, reached = False, at
    while 7 * week <= min(reached.toordinal() + LAST_WAIT_DAYS, LAST_DAY):
        for day in _week(schedule, week):
            closing = day[-1][1]
            if closing <= at and not has_begun:
                continue
            if day[0][0] - reached > NEVER_AFTER:
                return
            yield day
            has_begun, reached = True, max(reached, closing)
        week += 1


@lru_cache(maxsize=16384)
def _near(schedule: Schedule, week: int) -> tuple[Interval, ...]:
    """All windows of the days around the UTC dates 7 * week to 7 * week + 6, by local date: the
    next opening is nearly always among them, and all that may be open now is. Unmerged."""
    return tuple(chain.from_iterable(chain.from_iterable(_week(schedule, week + n) for n in (-1, 0, 1))))


@lru_cache(maxsize=16384)
def _week(schedule: Schedule, week: int) -> tuple[tuple[Interval, ...], ...]:
    """The working days among the proleptic ordinals 7 * week to 7 * week + 6."""
    ordinals = range(max(7 * week, FIRST_DAY), min(7 * week + 6, LAST_DAY) + 1)
    days = (day_windows(schedule, date.fromordinal(ordinal)) for ordinal in ordinals)
    return tuple(day for day in days if day)


@lru_cache(maxsize=16384)
def _expanded(time_zone: str, windows: tuple[Window, ...], day: date) -> tuple[Interval, ...]:
    """Shared by all who have equal hours, whatever their holidays and time off."""
    weekday = day.weekday()
    todays = sorted(window for window in windows if window.weekday == weekday)
    zone = zone_named(time_zone)
    if not todays or not FIRST_DAY <= day.toordinal() <= LAST_DAY or not has_date(day, zone):
        return ()
    midnight = datetime.combine(day, time())
    merged: list[Interval] = []
    for window in todays:
        start = opening_instant(midnight + timedelta(minutes=window.start), zone)
        end = closing_instant(midnight + timedelta(minutes=window.end), zone)
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(merged.pop()[1], end)
        if start < end:
            merged.append((start, end))
    return tuple(merged)


def _is_time_off(schedule: Schedule, day: date) -> bool:
    return any(first <= day <= last for first, last in schedule.time_off)
