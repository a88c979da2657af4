"""Times of day as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.clock_times import NotAClock, read_clock, read_window, write_clock


@given(st.integers(0, 1440))
def test_what_is_written_reads_as_the_same_minute(minutes: int) -> None:
    assert read_clock(write_clock(minutes)) == minutes


@given(st.integers(0, 1439), st.integers(1, 1439))
def test_a_window_that_is_written_reads_as_the_same_window(start: int, length: int) -> None:
    window = (start, start + length)
    written = [write_clock(minutes) for minutes in window]
    if written[1] == "00:00":
        written[1] = "24:00"
    assert read_window(*map(read_clock, written)) == window


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9", 540), ("09:00", 540), ("9.30", 570), ("0930", 570), (" 24:00 ", 1440), ("0", 0)],
)
def test_there_are_several_ways_to_write_a_time(text: str, minutes: int) -> None:
    assert read_clock(text) == minutes


@pytest.mark.parametrize("text", ["25:00", "24:01", "nine", "", "9:5", "-1", "12:345", "٩٩"])
def test_what_is_no_time_is_told_in_words(text: str) -> None:
    with pytest.raises(NotAClock, match=r"Hours go from 00 to 23\. Try 08:45\."):
        read_clock(text)


def test_minutes_have_a_sentence_of_their_own() -> None:
    with pytest.raises(NotAClock, match="Minutes go from 00 to 59"):
        read_clock("09:60")


def test_an_end_before_the_start_is_on_the_next_day() -> None:
    assert read_window(22 * 60, 6 * 60) == (22 * 60, 30 * 60)
    assert read_window(9 * 60, 0) == (9 * 60, 24 * 60)


@pytest.mark.parametrize("window", [(1440, 60), (540, 540)])
def test_a_window_takes_time_and_begins_on_its_day(window: tuple[int, int]) -> None:
    with pytest.raises(NotAClock):
        read_window(*window)
