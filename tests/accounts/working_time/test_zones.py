"""What clocks have done to people, one zone each, with the expected instants written out."""

from __future__ import annotations

import pytest

from accounts.working_time import (
    Schedule,
    add_working_time,
    day_windows,
    end_of_working_day,
    is_working,
    next_opening,
)
from tests.accounts.working_time.moments import (
    EVERY_DAY,
    HOUR,
    NIGHTS,
    OFFICE,
    SAT,
    SUN,
    day,
    hours,
    utc,
)


def opened(schedule: Schedule, on: str) -> list[str]:
    return [f"{start:%d %H:%M}-{end:%d %H:%M}" for start, end in day_windows(schedule, day(on))]


def test_lord_howe_skips_half_an_hour() -> None:
    early = Schedule("Australia/Lord_Howe", hours((SUN,), "02:10-09:00"))
    assert opened(early, "2026-10-04") == ["03 15:30-03 22:00"]


def test_lord_howe_repeats_half_an_hour() -> None:
    starts_in_it = Schedule("Australia/Lord_Howe", hours((SUN,), "01:45-09:00"))
    ends_in_it = Schedule("Australia/Lord_Howe", hours((SAT,), "22:00-25:45"))
    assert opened(starts_in_it, "2027-04-04") == ["03 14:45-03 22:30"]
    assert opened(ends_in_it, "2027-04-03") == ["03 11:00-03 15:15"]


def test_a_sao_paulo_day_begins_at_one() -> None:
    assert opened(Schedule("America/Sao_Paulo", hours((SUN,), "00:00-06:00")), "2015-10-18") == [
        "18 03:00-18 08:00"
    ]
    for end in ("24:00", "24:30", "25:00"):
        evening = Schedule("America/Sao_Paulo", hours((SAT,), f"22:00-{end}"))
        assert opened(evening, "2015-10-17") == ["18 01:00-18 03:00"]


def test_a_window_within_a_gap_is_nothing_and_its_day_no_working_day() -> None:
    nothing = Schedule("America/Sao_Paulo", hours((SUN,), "00:15-00:45"))
    assert opened(nothing, "2015-10-18") == []
    assert next_opening(nothing, utc("2015-10-12 12:00")) == utc("2015-10-25 02:15")
    assert end_of_working_day(nothing, utc("2015-10-12 12:00"), 0) == utc("2015-10-25 02:45")


def test_apia_had_no_30_december_2011() -> None:
    apia = Schedule("Pacific/Apia", OFFICE)
    after_thursday = utc("2011-12-30 05:00")
    monday = utc("2012-01-01 19:00")
    assert opened(apia, "2011-12-29") == ["29 19:00-30 03:30"]
    assert opened(apia, "2011-12-30") == []
    assert next_opening(apia, after_thursday) == monday
    assert add_working_time(apia, utc("2011-12-30 02:30"), 2 * HOUR) == monday + HOUR
    assert end_of_working_day(apia, utc("2011-12-29 20:00"), 1) == utc("2012-01-02 03:30")


def test_an_apia_night_ends_where_the_day_is_missing() -> None:
    nights = Schedule("Pacific/Apia", NIGHTS)
    assert opened(nights, "2011-12-29") == ["30 08:00-30 10:00"]
    assert opened(nights, "2011-12-30") == []
    assert opened(nights, "2011-12-31") == ["31 08:00-31 16:00"]


def test_kathmandu_is_a_quarter_hour_off() -> None:
    assert opened(Schedule("Asia/Kathmandu", OFFICE), "2026-11-23") == ["23 03:15-23 11:45"]


def test_dublin_puts_back_from_its_standard_time() -> None:
    dublin = Schedule("Europe/Dublin", OFFICE)
    assert opened(dublin, "2026-10-23") == ["23 08:00-23 16:30"]
    assert opened(dublin, "2026-10-26") == ["26 09:00-26 17:30"]
    assert opened(Schedule("Europe/Dublin", NIGHTS), "2026-10-24") == ["24 21:00-25 06:00"]


def test_casablanca_changes_for_ramadan_and_stays_at_utc_from_september_2026() -> None:
    casablanca = Schedule("Africa/Casablanca", OFFICE)
    assert opened(casablanca, "2026-02-13") == ["13 08:00-13 16:30"]
    assert opened(casablanca, "2026-02-16") == ["16 09:00-16 17:30"]
    assert opened(casablanca, "2026-03-23") == ["23 08:00-23 16:30"]
    assert opened(casablanca, "2026-09-18") == ["18 08:00-18 16:30"]
    assert opened(casablanca, "2026-09-21") == ["21 09:00-21 17:30"]
    assert opened(casablanca, "2026-12-01") == ["01 09:00-01 17:30"]


def test_vancouver_no_longer_puts_back_its_clocks() -> None:
    vancouver = Schedule("America/Vancouver", OFFICE)
    assert opened(vancouver, "2025-12-01") == ["01 17:00-02 01:30"]
    assert opened(vancouver, "2026-12-01") == ["01 16:00-02 00:30"]
    assert opened(Schedule("America/Vancouver", NIGHTS), "2026-10-31") == ["01 05:00-01 13:00"]


def test_st_johns_went_back_a_minute_after_midnight_into_the_day_before() -> None:
    sundays = Schedule("America/St_Johns", hours((SUN,), "00:00-08:00"))
    assert opened(sundays, "2010-11-07") == ["07 02:30-07 11:30"]
    still_saturday = utc("2010-11-07 03:00")
    assert is_working(sundays, still_saturday)
    assert end_of_working_day(sundays, still_saturday, 0) == utc("2010-11-07 11:30")


def test_an_end_at_a_midnight_that_havana_shows_twice_is_the_second() -> None:
    assert opened(Schedule("America/Havana", hours((SAT,), "18:00-24:00")), "2027-11-06") == [
        "06 22:00-07 05:00"
    ]


@pytest.mark.parametrize(
    ("saturday", "night", "worked"),
    [
        ("2026-03-28", "28 21:00-29 04:00", 7),
        ("2026-10-24", "24 20:00-25 05:00", 9),
    ],
)
def test_a_berlin_night_shift_is_an_hour_shorter_or_longer(saturday: str, night: str, worked: int) -> None:
    nights = Schedule("Europe/Berlin", NIGHTS)
    assert opened(nights, saturday) == [night]
    ((start, end),) = day_windows(nights, day(saturday))
    assert end - start == worked * HOUR
    assert add_working_time(nights, start, worked * HOUR) == end
    assert end_of_working_day(nights, end - HOUR, 0) == end


def test_eight_hours_of_a_night_shift_are_counted_in_elapsed_hours() -> None:
    nights = Schedule("Europe/Berlin", NIGHTS)
    assert add_working_time(nights, utc("2026-03-28 21:00"), 8 * HOUR) == utc("2026-03-29 21:00")
    assert add_working_time(nights, utc("2026-10-24 20:00"), 8 * HOUR) == utc("2026-10-25 04:00")


def test_around_the_clock_never_closes_over_a_change() -> None:
    always = Schedule("Europe/Berlin", hours(EVERY_DAY, "00:00-24:00"))
    for hour in range(72):
        assert is_working(always, utc("2026-03-28 00:00") + hour * HOUR)
        assert is_working(always, utc("2026-10-24 00:00") + hour * HOUR)
    assert add_working_time(always, utc("2026-03-28 00:00"), 100 * HOUR) == utc("2026-04-01 04:00")
