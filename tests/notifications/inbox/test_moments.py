"""Until when a thread may be snoozed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_time import Schedule, Window, is_working
from notifications.inbox.moments import offers

YEAR = datetime(2026, 1, 1, tzinfo=UTC)
OFFICE = tuple(Window(day, 540, 1050) for day in range(5))
NIGHTS = tuple(Window(day, 1320, 1800) for day in range(5))


def told(schedule: Schedule, now: datetime) -> list[str]:
    return [f"{offer.name} {offer.at:%a %d %H:%M}" for offer in offers(schedule, now)]


def test_in_the_morning_there_is_later_today_tomorrow_and_next_week() -> None:
    now = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert told(Schedule("UTC", OFFICE), now) == [
        "today Tue 24 11:30",
        "tomorrow Wed 25 09:00",
        "week Mon 30 09:00",
    ]


def test_on_friday_evening_tomorrow_and_next_week_are_one_moment() -> None:
    now = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    assert told(Schedule("UTC", OFFICE), now) == ["tomorrow Mon 30 09:00"]


def test_leave_and_holidays_are_passed_over() -> None:
    now = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    away = Schedule(
        "UTC", OFFICE, frozenset({date(2026, 11, 25)}), ((date(2026, 11, 26), date(2026, 12, 1)),)
    )
    assert told(away, now) == ["tomorrow Wed 02 09:00"]


def test_who_works_at_night_begins_the_next_day_in_its_evening() -> None:
    now = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    assert told(Schedule("UTC", NIGHTS), now) == [
        "today Tue 24 03:00",
        "tomorrow Wed 25 22:00",
        "week Mon 30 22:00",
    ]


def test_without_hours_nothing_is_offered() -> None:
    assert offers(Schedule("UTC", ()), datetime(2026, 11, 24, tzinfo=UTC)) == []


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: YEAR + timedelta(minutes=minutes)),
    st.sampled_from(["UTC", "America/Denver", "Asia/Kolkata", "Pacific/Auckland", "Europe/Lisbon"]),
    st.sets(st.builds(Window, st.integers(0, 6), st.integers(0, 1439), st.integers(1440, 1900)), max_size=5),
)
def test_every_offer_lies_ahead_within_hours_and_once(now: datetime, zone: str, windows: set[Window]) -> None:
    schedule = Schedule(zone, tuple(sorted(windows)))
    found = offers(schedule, now)
    moments = [offer.at for offer in found]
    assert len(set(moments)) == len(moments)
    for at in moments:
        assert at > now
        assert is_working(schedule, at)


def test_the_end_of_a_window_is_no_time_to_come_back() -> None:
    schedule = Schedule("UTC", (Window(1, 540, 660),))
    assert told(schedule, datetime(2026, 11, 24, 9, 0, tzinfo=UTC)) == ["tomorrow Tue 01 09:00"]


@pytest.mark.parametrize("zone", ["America/Denver", "Europe/Lisbon"])
def test_clocks_that_change_move_no_start_of_a_day(zone: str) -> None:
    schedule = Schedule(zone, OFFICE)
    for now in (datetime(2026, 3, 6, 20, tzinfo=UTC), datetime(2026, 10, 23, 20, tzinfo=UTC)):
        for offer in offers(schedule, now):
            if offer.name != "today":
                assert is_working(schedule, offer.at)
