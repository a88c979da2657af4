from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from threads.demo.story_time import STORY_NOW, StoryTime, place_of, story_date

WEDNESDAY = StoryTime(datetime(2027, 3, 10, 15, 0, tzinfo=UTC))


def test_at_the_story_s_own_moment_nothing_moves() -> None:
    story = StoryTime(STORY_NOW)
    for days in range(-300, 100):
        day = STORY_NOW.date() + timedelta(days=days)
        assert story.real(day) == day


def test_the_story_s_today_is_today() -> None:
    assert WEDNESDAY.real(STORY_NOW.date()) == date(2027, 3, 10)


def test_the_last_working_day_of_the_story_is_the_last_working_day() -> None:
    monday = StoryTime(datetime(2027, 3, 8, 15, 0, tzinfo=UTC))
    assert monday.real(date(2026, 11, 20)) == date(2027, 3, 5)
    assert WEDNESDAY.real(date(2026, 11, 20)) == date(2027, 3, 9)


def test_working_days_become_working_days_in_the_same_order() -> None:
    days = [STORY_NOW.date() + timedelta(days=days) for days in range(-300, 60)]
    working = [day for day in days if day.weekday() < 5]
    for hours in range(0, 24 * 9, 7):
        story = StoryTime(STORY_NOW + timedelta(hours=hours))
        real = [story.real(day) for day in working]
        assert real == sorted(set(real))
        assert all(day.weekday() < 5 for day in real)


def test_on_a_weekend_the_story_s_today_is_monday() -> None:
    for day in (13, 14, 15):
        story = StoryTime(datetime(2027, 3, day, 9, 0, tzinfo=UTC))
        assert story.real(STORY_NOW.date()) == date(2027, 3, 15)
        assert story.real(date(2026, 11, 20)) == date(2027, 3, 12)


def test_a_place_in_a_text_is_written_for_the_real_date() -> None:
    told = WEDNESDAY.told("On {{11-24 Tuesday 24 Nov}}, again on {{11-27 Fri}} the {{11-27 27th}}.")
    assert told == "On Thursday 11 Mar, again on Tue the 16th."
    assert WEDNESDAY.told("From {{01-04 January}} on.") == "From April on."


def test_words_that_say_nothing_of_the_date_stay() -> None:
    assert WEDNESDAY.told("{{11-23 the week 48 of the story}}") == "the week 10 of the story"


def test_a_month_is_as_long_as_it_is() -> None:
    """What was 31 days of October in the story is February now."""
    assert WEDNESDAY.told("{{10-15 31}} days of {{10-15 October}}") == "28 days of February"


def test_january_comes_after_the_story() -> None:
    assert story_date(1, 4) == date(2027, 1, 4)
    assert story_date(2, 2) == date(2026, 2, 2)


def test_a_place_is_written_as_it_is_read() -> None:
    place = place_of(date(2026, 11, 24), "weekday", "day", "month")
    assert place == "{{11-24 Tuesday 24 November}}"
    assert StoryTime(STORY_NOW).told(place) == "Tuesday 24 November"
