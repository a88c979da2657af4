"""How moments are written, at Sunday 22 November 2026, 21:20."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from accounts.moments import Style, write_moment

DENVER = ZoneInfo("America/Denver")
NOW = datetime(2026, 11, 22, 21, 20, tzinfo=DENVER)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=DENVER)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("moment", "full", "brief", "day"),
    [
        (at(2026, 11, 22, 20, 55), "Sun 20:55", "20:55", "Sun 22 Nov"),
        (at(2026, 11, 21, 0, 0), "Sat 00:00", "Sat", "Sat 21 Nov"),
        (at(2026, 11, 16, 23, 59), "Mon 23:59", "Mon", "Mon 16 Nov"),
        (at(2026, 11, 15, 20, 0), "Sun 15 Nov 20:00", "15 Nov", "Sun 15 Nov"),
        (at(2026, 11, 28, 9, 0), "Sat 09:00", "Sat", "Sat 28 Nov"),
        (at(2026, 11, 29, 9, 0), "Sun 29 Nov 09:00", "29 Nov", "Sun 29 Nov"),
        (at(2025, 11, 13, 9, 2), "13 Nov 2025 09:02", "13 Nov 2025", "13 Nov 2025"),
    ],
)
def test_a_moment_is_as_short_as_it_can_be_and_still_be_clear(
    moment: datetime, full: str, brief: str, day: str
) -> None:
    styles: dict[Style, str] = {"full": full, "brief": brief, "day": day}
    for style, expected in styles.items():
        assert write_moment(moment, NOW, style) == expected


def test_within_six_days_of_new_year_the_weekday_is_enough() -> None:
    assert write_moment(at(2026, 12, 31, 8, 0), at(2027, 1, 2, 8, 0)) == "Thu 08:00"


def test_weekdays_and_months_are_in_the_readers_language() -> None:
    with translation.override("de"):
        assert write_moment(at(2026, 11, 15, 20, 0), NOW, "day") == "So 15 Nov"
