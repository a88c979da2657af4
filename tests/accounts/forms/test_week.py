"""The hours editor's week: what is posted, what its buttons do, what is told at the field."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from accounts.forms.week import WeekForm
from accounts.working_time import Window

NINE_TO_FIVE = Window(0, 540, 1020)


def posted(query: str) -> WeekForm:
    return WeekForm.posted(QueryDict(query))


def written(form: WeekForm) -> str:
    """The form as a browser would post it."""
    data = QueryDict(mutable=True)
    for day in form.days:
        if day.on:
            data[f"day-{day.weekday}"] = "1"
        data.setlist(f"from-{day.weekday}", [line.start for line in day.lines])
        data.setlist(f"until-{day.weekday}", [line.end for line in day.lines])
    return data.urlencode()


lengths = st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1439))


@given(st.lists(lengths, max_size=7, unique_by=lambda window: window[0]))
def test_windows_that_are_shown_are_posted_as_the_same_windows(windows: list[tuple[int, int, int]]) -> None:
    wanted = sorted(Window(day, start, start + length) for day, start, length in windows)
    form = posted(written(WeekForm.of(wanted)))
    assert form.is_valid()
    assert list(form.windows) == wanted


def test_a_day_that_is_off_has_no_hours_but_keeps_what_was_written() -> None:
    form = posted("from-0=09:00&until-0=17:00")
    assert form.is_valid()
    assert form.windows == ()
    assert form.days[0].lines[0].start == "09:00"


def test_a_window_may_run_into_the_next_day() -> None:
    assert posted("day-4=1&from-4=22&until-4=6").windows == (Window(4, 1320, 1800),)


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ("from-0=25:00&until-0=26:00", "Hours go from 00 to 23. Try 08:45."),
        ("from-0=09:75&until-0=10:00", "Minutes go from 00 to 59. Try 08:45."),
        ("from-0=09:00&until-0=", "A window needs both a start and an end. Try 08:45."),
        ("from-0=09:00&until-0=09:00", "A window needs some time between its start and its end."),
    ],
)
def test_what_is_wrong_is_told_at_the_window(hours: str, sentence: str) -> None:
    form = posted(f"day-0=1&{hours}")
    assert not form.is_valid()
    assert form.days[0].lines[0].error == sentence


def test_overlapping_windows_of_a_day_are_told() -> None:
    form = posted("day-0=1&from-0=09:00&until-0=12:00&from-0=11:00&until-0=13:00")
    assert not form.is_valid()
    assert [line.error for line in form.days[0].lines] == ["", "This overlaps the window before it."]


def test_a_day_switched_on_without_hours_gets_some_to_look_at() -> None:
    form = posted("day-0=1&from-0=10:00&until-0=14:00&day-5=1")
    assert not form.is_valid()
    saturday = form.days[5]
    assert (saturday.lines[0].start, saturday.lines[0].end) == ("10:00", "14:00")
    assert "Saturday" in saturday.lines[0].error


def test_empty_windows_are_left_out() -> None:
    form = posted("day-0=1&from-0=09:00&until-0=17:00&from-0=&until-0=")
    assert form.is_valid()
    assert form.windows == (NINE_TO_FIVE,)


class TestButtons:
    def test_one_more_window_comes_an_hour_after_the_last(self) -> None:
        form = posted("day-0=1&from-0=09:00&until-0=12:00").edit("add-0")
        assert form.windows == (Window(0, 540, 720), Window(0, 780, 840))

    def test_a_window_goes(self) -> None:
        query = "day-0=1&from-0=09:00&until-0=12:00&from-0=13:00&until-0=17:00"
        assert posted(query).edit("remove-0-0").windows == (Window(0, 780, 1020),)

    def test_a_day_without_its_last_window_is_off(self) -> None:
        assert not posted("day-0=1&from-0=09:00&until-0=12:00").edit("remove-0-0").days[0].on

    def test_monday_is_copied_to_the_weekdays_only(self) -> None:
        form = posted("day-0=1&from-0=09:00&until-0=17:00&day-6=1&from-6=10:00&until-6=11:00").edit("copy-0")
        assert form.windows == (*(Window(day, 540, 1020) for day in range(5)), Window(6, 600, 660))

    def test_a_switch_brings_usual_hours(self) -> None:
        assert posted("day-2=1").edit("switch").windows == (Window(2, 540, 1020),)

    @pytest.mark.parametrize("what", ["", "add-9", "remove-0-7", "add", "copy-x", "add-0-0-0", "nonsense"])
    def test_anything_else_changes_nothing(self, what: str) -> None:
        assert posted("day-0=1&from-0=09:00&until-0=17:00").edit(what).windows == (NINE_TO_FIVE,)

    def test_a_day_has_six_windows_at_most(self) -> None:
        form = posted("day-0=1&from-0=00:00&until-0=00:30")
        for _ in range(9):
            form.edit("add-0")
        assert len(form.days[0].lines) == 6
