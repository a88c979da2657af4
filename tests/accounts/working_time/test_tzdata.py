"""The time zone data is PyPI's, whatever the host has."""

from __future__ import annotations

import zoneinfo
from datetime import timedelta
from importlib.metadata import version

from tests.accounts.working_time.moments import local


def test_the_host_is_not_asked() -> None:
    assert zoneinfo.TZPATH == ()


def test_tzdata_is_2026_5_or_newer() -> None:
    year, release = version("tzdata").split(".")[:2]
    assert (int(year), int(release)) >= (2026, 5)


def test_vancouver_is_seven_hours_behind_utc_in_december_2026() -> None:
    assert local("2026-12-01 12:00", "America/Vancouver").utcoffset() == timedelta(hours=-7)
    assert local("2025-12-01 12:00", "America/Vancouver").utcoffset() == timedelta(hours=-8)
