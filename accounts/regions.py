"""Pure: the countries and subdivisions whose public holidays the `holidays` library knows.

A region is an ISO 3166 code: "US" for a country, "US-CO" with one of its subdivisions.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import holidays
from holidays.registry import COUNTRIES

_SMALL = re.compile(r" (And|Of|The|Da) ")
_SEAMS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """(code, name) in order of the names, in English as the library has them."""
    names = {codes[1]: _in_words(codes[0]) for codes in COUNTRIES.values()}
    return tuple(sorted(names.items(), key=lambda country: country[1]))


@lru_cache(maxsize=64)
def subdivisions(country: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of a country's parts that have holidays of their own; none for what is no
    country. Where the library names a part more than once, the first name counts."""
    if country not in dict(countries()):
        return ()
    known = holidays.country_holidays(country)
    first_names = reversed(getattr(known, "subdivisions_aliases", {}).items())
    names = {code: code for code in known.subdivisions} | {code: name for name, code in first_names}
    return tuple(sorted(names.items(), key=lambda part: part[1]))


def region_of(country: str, subdivision: str = "") -> str:
    """Raises ValueError for what the library does not know; "" for no country."""
    if not country:
        return ""
    if country not in dict(countries()):
        raise ValueError(country)
    if not subdivision:
        return country
    if subdivision not in dict(subdivisions(country)):
        raise ValueError(subdivision)
    return f"{country}-{subdivision}"


def parts_of(region: str) -> tuple[str, str]:
    """Country and subdivision; the latter may hold dashes."""
    country, _, subdivision = region.partition("-")
    return country, subdivision


def region_in_words(region: str) -> str:
    """ "United States, Colorado"."""
    country, subdivision = parts_of(region)
    names = [dict(countries()).get(country, country)]
    if subdivision:
        names.append(dict(subdivisions(country)).get(subdivision, subdivision))
    return ", ".join(names)


def public_holidays(region: str, year: int) -> dict[date, str]:
    """By date; names in English, which the library has nearly everywhere, else its own."""
    country, subdivision = parts_of(region)
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language="en_US")
    return {day: found[day][:200] for day in sorted(found) if day.year == year}


def _in_words(name: str) -> str:
    return _SMALL.sub(lambda word: word[0].lower(), _SEAMS.sub(" ", name))
