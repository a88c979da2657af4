from __future__ import annotations

from accounts.hours_in_words import span_in_words
from accounts.models import WorkingHours


def test_two_windows_a_day_are_one_span() -> None:
    week = [hours(day, 540, 720) for day in range(5)] + [hours(day, 780, 1020) for day in range(5)]
    assert span_in_words(week) == "09:00–17:00"


def test_a_night_ends_on_the_next_days_clock() -> None:
    assert span_in_words([hours(0, 1320, 1800)]) == "22:00–06:00"


def test_the_end_of_the_day_is_24_o_clock() -> None:
    assert span_in_words([hours(0, 960, 1440)]) == "16:00–24:00"


def test_different_days_are_not_told_as_one() -> None:
    assert span_in_words([hours(0, 540, 1020), hours(1, 540, 780)]) == "hours vary"


def test_no_hours_are_no_words() -> None:
    assert span_in_words([]) == ""


def hours(weekday: int, start: int, end: int) -> WorkingHours:
    return WorkingHours(weekday=weekday, start=start, end=end)
