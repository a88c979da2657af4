"""The words beside people's names, as the drawings have them on Sunday 22 November 2026, 21:20 in Denver."""

from __future__ import annotations

import pytest
from django.utils import translation

from accounts.clock_words import presence
from accounts.working_time import Schedule
from tests.accounts.working_time.moments import (
    EVERY_DAY,
    MON,
    NIGHTS,
    SAT,
    WEEKDAYS,
    day,
    hours,
    utc,
)

NOW = utc("2026-11-23 04:20")
DAYTIME = hours(WEEKDAYS, "08:30-17:00")


def stands(zone: str, place: str, *spans: str) -> tuple[str, str]:
    found = presence(Schedule(zone, hours(WEEKDAYS, *spans)), place, NOW)
    return found.state, found.words


def test_in_hours_they_tell_the_closing() -> None:
    assert stands("Asia/Kolkata", "Bengaluru", "09:30-18:00") == ("on", "09:50 Bengaluru, until 18:00")
    assert stands("Pacific/Auckland", "Auckland", "09:30-18:00") == ("on", "17:20 Auckland, until 18:00")


def test_before_hours_they_tell_the_opening() -> None:
    assert stands("Africa/Nairobi", "Nairobi", "08:30-17:00") == ("off", "07:20 Nairobi, from 08:30")
    assert stands("Europe/Lisbon", "Lisbon", "09:00-17:30") == ("off", "04:20 Lisbon, from 09:00")


def test_an_opening_on_another_day_has_its_weekday() -> None:
    assert stands("Pacific/Auckland", "Auckland", "08:30-17:00") == ("off", "17:20 Auckland, from Tue 08:30")
    assert stands("America/Denver", "Denver", "08:00-16:30") == ("off", "21:20 Denver, from Mon 08:00")


def test_an_opening_more_than_a_week_away_has_its_date() -> None:
    holidays = frozenset({day("2026-11-23"), day("2026-11-30")})
    mondays = Schedule("Europe/Lisbon", hours((MON,), "09:00-17:00"), holidays)
    assert presence(mondays, "Lisbon", NOW).words == "04:20 Lisbon, from Mon 7 Dec 09:00"


def test_leave_tells_its_last_day() -> None:
    away = Schedule("Europe/Lisbon", DAYTIME, time_off=((day("2026-11-09"), day("2026-12-02")),))
    found = presence(away, "Lisbon", NOW)
    assert (found.state, found.words) == ("leave", "On leave until 2 Dec")


def test_leave_into_the_next_winter_tells_the_year() -> None:
    for last, expected in (
        ("2027-01-03", "On leave until 3 Jan"),
        ("2027-11-30", "On leave until 30 Nov 2027"),
        ("9999-12-31", "On leave"),
    ):
        away = Schedule("Europe/Lisbon", DAYTIME, time_off=((day("2026-11-09"), day(last)),))
        assert presence(away, "Lisbon", NOW).words == expected


@pytest.mark.parametrize(
    ("zone", "leave", "words"),
    [
        ("America/Havana", "2027-11-06", "On leave until 6 Nov"),  # midnight comes twice
        ("America/St_Johns", "2010-11-06", "On leave until 6 Nov"),  # 00:01 is 23:01 again
        ("America/Sao_Paulo", "2015-10-17", "On leave until 17 Oct"),  # there is no midnight
    ],
)
def test_the_last_day_of_leave_is_right_where_clocks_change_at_midnight(
    zone: str, leave: str, words: str
) -> None:
    away = Schedule(zone, DAYTIME, time_off=((day(leave), day(leave)),))
    assert presence(away, "there", utc(f"{leave} 16:00")).words == words


def test_work_until_midnight_ends_at_24_00() -> None:
    late = Schedule("Europe/Lisbon", hours((SAT,), "18:00-24:00"))
    assert presence(late, "Lisbon", utc("2026-11-21 20:00")).words == "20:00 Lisbon, until 24:00"


def test_a_night_shift_names_the_morning() -> None:
    nights = Schedule("Europe/Lisbon", NIGHTS)
    assert presence(nights, "Lisbon", utc("2026-11-21 23:00")).words == "23:00 Lisbon, until Sun 06:00"
    assert presence(nights, "Lisbon", utc("2026-11-22 05:00")).words == "05:00 Lisbon, until 06:00"


def test_around_the_clock_is_in_hours() -> None:
    always = Schedule("Asia/Kolkata", hours(EVERY_DAY, "00:00-24:00"))
    assert presence(always, "Bengaluru", NOW).words == "09:50 Bengaluru, in hours"


def test_without_an_opening_there_are_no_upcoming_hours() -> None:
    found = presence(Schedule("Asia/Kolkata", ()), "Bengaluru", NOW)
    assert (found.state, found.words) == ("off", "09:50 Bengaluru, no upcoming hours")


def test_days_are_named_in_the_active_language() -> None:
    with translation.override("de"):
        found = stands("Pacific/Auckland", "Auckland", "08:30-17:00")
    assert "Di 08:30" in found[1]
