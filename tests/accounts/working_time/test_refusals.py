"""What no schedule can be, and what no question can be asked about."""

from __future__ import annotations

from datetime import datetime

import pytest

from accounts.working_time import (
    Schedule,
    Window,
    add_working_time,
    end_of_working_day,
    is_working,
    next_opening,
    status,
)
from tests.accounts.working_time.moments import (
    HOUR,
    NAIROBI,
    OFFICE,
    WEEKDAYS,
    day,
    hours,
    utc,
)


def test_a_naive_moment_is_refused() -> None:
    office = Schedule(NAIROBI, OFFICE)
    naive = datetime(2026, 11, 23, 9)  # noqa: DTZ001
    for ask in (is_working, next_opening, status):
        with pytest.raises(ValueError, match="time zone"):
            ask(office, naive)
    with pytest.raises(ValueError, match="time zone"):
        add_working_time(office, naive, HOUR)
    with pytest.raises(ValueError, match="time zone"):
        end_of_working_day(office, naive, 0)


@pytest.mark.parametrize(
    "window", [(-1, 0, 60), (7, 0, 60), (0, -1, 60), (0, 1440, 1500), (0, 540, 540), (0, 540, 2881)]
)
def test_an_impossible_window_is_refused(window: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"weekday is|window (starts|ends)"):
        Window(*window)


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "America", "../etc/passwd", "/etc/localtime", "Ünknown"]
)
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="not an IANA time zone"):
        Schedule(zone, OFFICE)


def test_time_off_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="on or after its first day"):
        Schedule(NAIROBI, OFFICE, time_off=((day("2026-11-25"), day("2026-11-24")),))


def test_a_moment_is_no_date() -> None:
    with pytest.raises(ValueError, match="dates, not moments"):
        Schedule(NAIROBI, OFFICE, holidays=frozenset({utc("2026-11-25 00:00")}))


def test_equal_hours_are_equal_schedules() -> None:
    assert Schedule(NAIROBI, hours(WEEKDAYS, "09:00-17:30")) == Schedule(NAIROBI, OFFICE)
    assert hash(Schedule(NAIROBI, hours(WEEKDAYS, "09:00-17:30"))) == hash(Schedule(NAIROBI, OFFICE))
