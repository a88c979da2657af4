"""Which closing a count of working days ends on."""

from __future__ import annotations

import pytest

from accounts.working_time import Schedule, end_of_working_day
from tests.accounts.working_time.moments import (
    MON,
    NAIROBI,
    NIGHTS,
    OFFICE,
    SPLIT,
    TUE,
    WED,
    day,
    hours,
    nairobi,
    utc,
)


def test_zero_is_the_closing_of_the_day_on_which_it_opens() -> None:
    split = Schedule(NAIROBI, SPLIT)
    for at in ("2026-11-22 12:00", "2026-11-23 09:30", "2026-11-23 12:30"):
        assert end_of_working_day(split, nairobi(at), 0) == nairobi("2026-11-23 17:00")
    assert end_of_working_day(split, nairobi("2026-11-23 17:00"), 0) == nairobi("2026-11-24 17:00")


def test_more_days_skip_weekends_holidays_and_leave() -> None:
    busy = Schedule(
        NAIROBI,
        OFFICE,
        holidays=frozenset({day("2026-11-24")}),
        time_off=((day("2026-11-26"), day("2026-11-26")),),
    )
    at = nairobi("2026-11-20 10:00")
    closings = [end_of_working_day(busy, at, days) for days in range(5)]
    assert closings == [
        nairobi(f"{closing} 17:30")
        for closing in ("2026-11-20", "2026-11-23", "2026-11-25", "2026-11-27", "2026-11-30")
    ]


def test_after_midnight_it_is_still_the_day_on_which_the_night_began() -> None:
    nights = Schedule(NAIROBI, NIGHTS)
    assert end_of_working_day(nights, nairobi("2026-11-24 03:00"), 0) == nairobi("2026-11-24 06:00")
    assert end_of_working_day(nights, nairobi("2026-11-24 03:00"), 1) == nairobi("2026-11-25 06:00")


def test_a_day_that_follows_without_a_break_is_a_day_of_its_own() -> None:
    relay = Schedule(NAIROBI, hours((MON,), "22:00-30:00") + hours((TUE,), "06:00-14:00"))
    assert end_of_working_day(relay, nairobi("2026-11-24 05:59"), 0) == nairobi("2026-11-24 06:00")
    assert end_of_working_day(relay, nairobi("2026-11-24 06:00"), 0) == nairobi("2026-11-24 14:00")


def test_where_days_overlap_the_earlier_one_goes_on() -> None:
    overlapping = Schedule(NAIROBI, hours((MON,), "22:00-30:00") + hours((TUE,), "05:00-13:00"))
    at = nairobi("2026-11-24 05:30")
    assert end_of_working_day(overlapping, at, 0) == nairobi("2026-11-24 06:00")
    assert end_of_working_day(overlapping, at, 1) == nairobi("2026-11-24 13:00")


def test_a_later_day_never_ends_before_an_earlier_one() -> None:
    swallowed = Schedule(NAIROBI, hours((MON,), "09:00-48:00") + hours((TUE, WED), "09:00-17:00"))
    at = nairobi("2026-11-24 20:00")
    closings = [end_of_working_day(swallowed, at, days) for days in range(3)]
    assert closings == [
        nairobi("2026-11-25 00:00"),
        nairobi("2026-11-25 00:00"),
        nairobi("2026-11-25 17:00"),
    ]


def test_days_are_counted_forward_only() -> None:
    with pytest.raises(ValueError, match="forward"):
        end_of_working_day(Schedule(NAIROBI, OFFICE), utc("2026-11-23 09:00"), -1)
