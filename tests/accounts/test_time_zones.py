from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.time_zones import canonical_zone, zone_choices, zone_names


def test_every_choice_is_a_zone_that_python_knows() -> None:
    assert len(zone_names()) > 400
    assert all(ZoneInfo(name) for name in zone_names())


def test_a_choice_says_what_time_it_is_there() -> None:
    choices = dict(zone_choices(datetime(2026, 11, 23, 4, 20, tzinfo=UTC)))
    assert choices["America/Denver"] == "America/Denver, Sunday 21:20"
    assert choices["Asia/Kolkata"] == "Asia/Kolkata, Monday 09:50"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_a_former_name_becomes_todays(told: str, kept: str) -> None:
    assert canonical_zone(told) == kept


@pytest.mark.parametrize("told", ["Nowhere", "Mars/Olympus", "../etc/passwd", "localtime", "Europe", "UTC\0"])
def test_what_is_no_place_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        canonical_zone(told)
