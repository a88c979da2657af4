"""The rules of product.md, Working time, in a zone where nothing odd happens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_time import (
    Schedule,
    add_working_time,
    day_windows,
    end_of_working_day,
    is_working,
    next_opening,
    status,
)
from tests.accounts.working_time.moments import (
    FRI,
    HOUR,
    MINUTE,
    MON,
    NAIROBI,
    NIGHTS,
    OFFICE,
    SPLIT,
    SUN,
    TUE,
    WED,
    day,
    hours,
    nairobi,
    utc,
)


def test_windows_are_half_open() -> None:
    office = Schedule(NAIROBI, OFFICE)
    assert not is_working(office, nairobi("2026-11-23 08:59:59.999999"))
    assert is_working(office, nairobi("2026-11-23 09:00"))
    assert is_working(office, nairobi("2026-11-23 17:29:59.999999"))
    assert not is_working(office, nairobi("2026-11-23 17:30"))


def test_the_next_opening_is_the_moment_itself_in_hours() -> None:
    at = nairobi("2026-11-23 11:11:11.111111")
    assert next_opening(Schedule(NAIROBI, OFFICE), at) == at


def test_the_next_opening_after_a_friday_is_monday() -> None:
    office = Schedule(NAIROBI, OFFICE)
    assert next_opening(office, nairobi("2026-11-20 17:30")) == nairobi("2026-11-23 09:00")


def test_answers_are_in_utc_whatever_the_zone_of_the_question() -> None:
    office = Schedule(NAIROBI, OFFICE)
    at = datetime(2026, 11, 23, 20, tzinfo=timezone(timedelta(hours=11, minutes=30)))
    for answer in (
        next_opening(office, at),
        add_working_time(office, at, HOUR),
        end_of_working_day(office, at, 1),
        status(office, at).until,
    ):
        assert answer is not None
        assert answer.tzinfo is UTC


def test_a_lunch_break_is_not_counted() -> None:
    split = Schedule(NAIROBI, SPLIT)
    assert add_working_time(split, nairobi("2026-11-23 11:00"), 2 * HOUR) == nairobi("2026-11-23 14:00")


def test_exactly_the_rest_of_a_window_ends_at_its_closing() -> None:
    split = Schedule(NAIROBI, SPLIT)
    assert add_working_time(split, nairobi("2026-11-23 10:00"), 2 * HOUR) == nairobi("2026-11-23 12:00")


def test_adding_nothing_gives_the_next_opening() -> None:
    split = Schedule(NAIROBI, SPLIT)
    for at in (nairobi("2026-11-23 12:00"), nairobi("2026-11-23 12:30"), nairobi("2026-11-23 10:00")):
        assert add_working_time(split, at, timedelta()) == next_opening(split, at)


def test_working_time_cannot_be_taken_away() -> None:
    with pytest.raises(ValueError, match="only be added"):
        add_working_time(Schedule(NAIROBI, OFFICE), utc("2026-11-23 09:00"), -MINUTE)


def test_overlapping_and_touching_windows_are_one() -> None:
    several = Schedule(NAIROBI, hours((MON,), "13:00-15:00", "09:00-11:00", "11:00-12:00", "14:00-14:30"))
    assert day_windows(several, day("2026-11-23")) == (
        (nairobi("2026-11-23 09:00"), nairobi("2026-11-23 12:00")),
        (nairobi("2026-11-23 13:00"), nairobi("2026-11-23 15:00")),
    )


def test_windows_that_overlap_across_days_count_once() -> None:
    overlapping = Schedule(NAIROBI, hours((MON,), "20:00-32:00") + hours((TUE,), "06:00-10:00"))
    start = nairobi("2026-11-23 20:00")
    assert add_working_time(overlapping, start, 14 * HOUR) == nairobi("2026-11-24 10:00")
    assert status(overlapping, start).until == nairobi("2026-11-24 10:00")


def test_a_window_may_end_at_24_00() -> None:
    late = Schedule(NAIROBI, hours((MON,), "18:00-24:00"))
    assert is_working(late, nairobi("2026-11-23 23:59:59"))
    assert not is_working(late, nairobi("2026-11-24 00:00"))


def test_a_night_belongs_to_the_day_it_starts() -> None:
    nights = Schedule(NAIROBI, NIGHTS, holidays=frozenset({day("2026-11-25")}))
    assert is_working(nights, nairobi("2026-11-25 05:59"))
    assert not is_working(nights, nairobi("2026-11-25 22:30"))
    assert not is_working(nights, nairobi("2026-11-26 03:00"))
    assert next_opening(nights, nairobi("2026-11-25 06:00")) == nairobi("2026-11-26 22:00")


def test_the_longest_window_ends_two_midnights_later() -> None:
    longest = Schedule(NAIROBI, hours((MON,), "23:59-48:00"))
    assert is_working(longest, nairobi("2026-11-24 23:59:59"))
    assert not is_working(longest, nairobi("2026-11-25 00:00"))


def test_time_off_includes_its_first_and_last_day() -> None:
    away = Schedule(NAIROBI, OFFICE, time_off=((day("2026-11-24"), day("2026-11-25")),))
    assert is_working(away, nairobi("2026-11-23 10:00"))
    assert not is_working(away, nairobi("2026-11-24 10:00"))
    assert not is_working(away, nairobi("2026-11-25 10:00"))
    assert next_opening(away, nairobi("2026-11-23 17:30")) == nairobi("2026-11-26 09:00")


def test_without_windows_nothing_ever_opens() -> None:
    never = Schedule(NAIROBI, ())
    at = utc("2026-11-23 09:00")
    assert next_opening(never, at) is None
    assert add_working_time(never, at, HOUR) is None
    assert end_of_working_day(never, at, 0) is None
    assert status(never, at).until is None


def test_what_opens_after_400_days_opens_never() -> None:
    at = nairobi("2026-11-23 09:00")  # a Monday
    mondays = hours((MON,), "09:00-10:00") + hours((TUE,), "09:00-10:00")
    until_tuesday = Schedule(NAIROBI, mondays, time_off=((day("2026-11-23"), day("2027-12-27")),))
    assert next_opening(until_tuesday, at) == nairobi("2027-12-28 09:00")  # 400 days to the minute
    assert next_opening(until_tuesday, at - MINUTE) is None
    assert add_working_time(until_tuesday, at - MINUTE, HOUR) is None
    assert end_of_working_day(until_tuesday, at - MINUTE, 0) is None


def test_working_time_adds_up_over_years_while_every_wait_is_short() -> None:
    an_hour_a_week = Schedule(NAIROBI, hours((MON,), "09:00-10:00"))
    start = nairobi("2026-11-23 09:00")
    assert add_working_time(an_hour_a_week, start, 500 * HOUR) == start + timedelta(weeks=499) + HOUR


def test_a_long_wait_on_the_way_makes_the_sum_unreachable() -> None:
    leave = ((day("2026-12-01"), day("2028-03-01")),)
    gone = Schedule(NAIROBI, hours((MON,), "09:00-10:00"), time_off=leave)
    start = nairobi("2026-11-23 09:00")
    assert add_working_time(gone, start, 2 * HOUR) == nairobi("2026-11-30 10:00")
    assert add_working_time(gone, start, 2 * HOUR + MINUTE) is None
    assert end_of_working_day(gone, start, 1) == nairobi("2026-11-30 10:00")
    assert end_of_working_day(gone, start, 2) is None


@given(
    at=st.integers(0, 365 * 86400).map(lambda second: utc("2026-01-01 00:00") + timedelta(seconds=second)),
    first=st.timedeltas(timedelta(microseconds=1), timedelta(days=2)),
    second=st.timedeltas(timedelta(microseconds=1), timedelta(days=2)),
)
def test_adding_in_two_steps_is_adding_at_once(at: datetime, first: timedelta, second: timedelta) -> None:
    nights = Schedule("Europe/Berlin", hours((MON, WED, FRI, SUN), "22:00-30:00", "09:00-10:00"))
    halfway = add_working_time(nights, at, first)
    assert halfway is not None
    assert add_working_time(nights, halfway, second) == add_working_time(nights, at, first + second)
