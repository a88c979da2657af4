"""Pure: the IANA time zones that a person may choose, under the names in use today.

Source: zone.tab and tzdata.zi of the `tzdata` package.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.utils.formats import date_format


def zone_choices(at: datetime) -> list[tuple[str, str]]:
    """(name, "America/Denver, Sunday 21:20") for each, in order of their names; `at` is aware."""
    return [(name, f"{name}, {_clock(name, at)}") for name in zone_names()]


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """About 420 places with people, and UTC."""
    rows = (line.split("\t") for line in _lines("zone.tab") if not line.startswith("#"))
    return (*sorted(row[2] for row in rows), "UTC")


def canonical_zone(name: str) -> str:
    """Today's name for it: browsers still say "Asia/Calcutta" for "Asia/Kolkata".

    Raises ValueError for what is no place's zone.
    """
    if name in zone_names():
        return name
    target = _links().get(name, "")
    if target not in zone_names():
        raise ValueError(name)
    return target


@lru_cache(maxsize=1)
def _links() -> dict[str, str]:
    rows = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {alias: target for _, target, alias in rows} | {"Etc/UTC": "UTC", "GMT": "UTC"}


def _lines(name: str) -> list[str]:
    return files("tzdata").joinpath("zoneinfo", name).read_text("utf-8").splitlines()


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _clock(name: str, at: datetime) -> str:
    return date_format(at.astimezone(_zone(name)), "l H:i")
