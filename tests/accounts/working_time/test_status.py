"""Whether somebody works, and until when that stays so."""

from __future__ import annotations

from accounts.working_time import Schedule, status
from tests.accounts.working_time.moments import (
    EVERY_DAY,
    MINUTE,
    NAIROBI,
    NIGHTS,
    OFFICE,
    SPLIT,
    day,
    hours,
    nairobi,
    utc,
)


def test_in_hours_it_lasts_until_the_closing() -> None:
    answer = status(Schedule(NAIROBI, SPLIT), nairobi("2026-11-23 10:00"))
    assert (answer.state, answer.until) == ("on", nairobi("2026-11-23 12:00"))


def test_off_hours_it_lasts_until_the_opening() -> None:
    answer = status(Schedule(NAIROBI, SPLIT), nairobi("2026-11-20 17:00"))
    assert (answer.state, answer.until) == ("off", nairobi("2026-11-23 09:00"))


def test_a_holiday_is_off_hours() -> None:
    free = Schedule(NAIROBI, OFFICE, holidays=frozenset({day("2026-11-23")}))
    answer = status(free, nairobi("2026-11-23 10:00"))
    assert (answer.state, answer.until) == ("off", nairobi("2026-11-24 09:00"))


def test_on_leave_it_lasts_until_the_midnight_after_the_last_day() -> None:
    away = Schedule(NAIROBI, OFFICE, time_off=((day("2026-11-23"), day("2026-12-02")),))
    answer = status(away, nairobi("2026-11-24 10:00"))
    assert (answer.state, answer.until) == ("leave", nairobi("2026-12-03 00:00"))
    assert status(away, nairobi("2026-11-22 23:59")).state == "off"
    assert status(away, nairobi("2026-12-03 00:00")).state == "off"


def test_a_weekend_between_two_leaves_is_part_of_the_leave() -> None:
    two_weeks = (
        (day("2026-11-30"), day("2026-12-04")),
        (day("2026-11-23"), day("2026-11-27")),
        (day("2027-03-01"), day("2027-03-05")),
    )
    answer = status(Schedule(NAIROBI, OFFICE, time_off=two_weeks), nairobi("2026-11-24 10:00"))
    assert (answer.state, answer.until) == ("leave", nairobi("2026-12-05 00:00"))


def test_a_night_that_began_before_the_leave_is_worked_to_its_end() -> None:
    away = Schedule(NAIROBI, NIGHTS, time_off=((day("2026-11-24"), day("2026-11-24")),))
    answer = status(away, nairobi("2026-11-24 01:00"))
    assert (answer.state, answer.until) == ("on", nairobi("2026-11-24 06:00"))
    assert status(away, nairobi("2026-11-24 06:00")).state == "leave"


def test_around_the_clock_has_no_end() -> None:
    always = Schedule(NAIROBI, hours(EVERY_DAY, "00:00-24:00"))
    assert status(always, utc("2026-11-23 09:00")).until is None


def test_leave_without_an_end_has_no_end() -> None:
    gone = Schedule(NAIROBI, OFFICE, time_off=((day("2026-11-23"), day("9999-12-31")),))
    answer = status(gone, nairobi("2026-11-24 10:00"))
    assert (answer.state, answer.until) == ("leave", None)


def test_leave_ends_with_its_date_also_where_clocks_are_put_back_at_midnight() -> None:
    for zone, leave, until in (
        ("America/Havana", "2027-11-06", "2027-11-07 04:00"),
        ("America/St_Johns", "2010-11-06", "2010-11-07 03:30"),
        ("Pacific/Apia", "2011-12-29", "2011-12-30 10:00"),
    ):
        away = Schedule(zone, OFFICE, time_off=((day(leave), day(leave)),))
        answer = status(away, utc(until) - MINUTE)
        assert (answer.state, answer.until) == ("leave", utc(until))
