"""Countries and their parts, as the `holidays` library has them."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import HolidayCalendar, User
from accounts.regions import (
    countries,
    parts_of,
    public_holidays,
    region_in_words,
    region_of,
    subdivisions,
)


def test_a_region_is_a_country_or_one_of_its_parts() -> None:
    assert region_of("US", "CO") == "US-CO"
    assert region_of("KE") == "KE"
    assert region_of("") == ""
    assert parts_of("US-CO") == ("US", "CO")
    assert parts_of("") == ("", "")


@pytest.mark.parametrize(("country", "subdivision"), [("XX", ""), ("KE", "CO"), ("us", "")])
def test_other_places_are_refused(country: str, subdivision: str) -> None:
    with pytest.raises(ValueError, match=subdivision or country):
        region_of(country, subdivision)


def test_names_are_words() -> None:
    names = dict(countries())
    assert (names["US"], names["IM"], names["CD"]) == ("United States", "Isle of Man", "DR Congo")
    assert region_in_words("GB-SCT") == "United Kingdom, Scotland"
    assert subdivisions("XX") == ()


def test_holidays_are_those_of_the_year() -> None:
    days = public_holidays("US-CO", 2026)
    assert days[date(2026, 11, 26)] == "Thanksgiving Day"
    assert {day.year for day in days} == {2026}
    assert date(2026, 12, 12) in public_holidays("KE", 2026)


def test_every_region_fits_its_columns() -> None:
    longest = max((f"{code}-{part}" for code, _ in countries() for part, _ in subdivisions(code)), key=len)
    assert len(longest) <= min(
        User._meta.get_field("holiday_region").max_length or 0,
        HolidayCalendar._meta.get_field("region").max_length or 0,
    )
