from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from accounts.working_time import Schedule, Window
from threads.demo.script import Line
from threads.demo.story_time import STORY_NOW, StoryMoment, StoryTime
from threads.demo.timetable import is_near_work, last_working, soon_after, written_at

WEEK = tuple(Window(day, 9 * 60, 17 * 60) for day in range(5))
DESKS = {"ana": Schedule("Europe/Lisbon", WEEK), "ben": Schedule("Pacific/Auckland", WEEK)}
STORY = StoryTime(STORY_NOW)


def test_everybody_writes_in_order_in_their_own_hours_and_before_now() -> None:
    lines = [Line(who, "…") for who in ("ana", "ben", "ben", "ana", "ben", "ana") * 5]
    for hours in range(0, 24 * 8, 5):
        story = StoryTime(STORY_NOW + timedelta(hours=hours))
        moments = written_at("any", lines, DESKS, story)
        assert moments == sorted(set(moments))
        assert moments[-1] < story.now
        assert all(is_near_work(DESKS[line.author], at) for line, at in zip(lines, moments, strict=True))


def test_a_time_of_the_story_is_kept() -> None:
    said = StoryMoment(date(2026, 11, 19), time(15, 10))
    lines = [Line("ben", "…"), Line("ana", "…", said), Line("ben", "…")]
    assert written_at("any", lines, DESKS, STORY)[1] == datetime(2026, 11, 19, 15, 10, tzinfo=UTC)


def test_a_time_of_the_story_that_has_not_come_is_put_before_now() -> None:
    lines = [Line("ana", "…"), Line("ana", "…", StoryMoment(date(2026, 11, 23), time(16, 0)))]
    first, second = written_at("any", lines, DESKS, STORY)
    assert first < second < STORY_NOW
    assert second.date() == date(2026, 11, 20)


def test_times_are_the_same_in_every_run() -> None:
    lines = [Line(who, "…") for who in ("ana", "ben") * 10]
    assert written_at("any", lines, DESKS, STORY) == written_at("any", lines, DESKS, STORY)
    assert written_at("any", lines, DESKS, STORY) != written_at("other", lines, DESKS, STORY)


def test_who_is_on_leave_wrote_before_it() -> None:
    leave = (date(2026, 11, 9), date(2026, 12, 2))
    desk = Schedule("Europe/Lisbon", WEEK, time_off=(leave,))
    (moment,) = written_at("any", [Line("ana", "…")], {"ana": desk}, STORY)
    assert moment.date() == date(2026, 11, 6)


def test_the_last_working_hours_before_a_sunday_are_friday_s() -> None:
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for where in (0.01, 0.5, 0.99):
        found = last_working(DESKS["ana"], sunday, where)
        assert datetime(2026, 11, 20, 9, tzinfo=UTC) < found < datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_a_reaction_comes_when_its_maker_works_again() -> None:
    evening = datetime(2026, 11, 19, 20, tzinfo=UTC)
    seen = soon_after(DESKS["ana"], evening, timedelta(minutes=10), STORY_NOW)
    assert seen == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_a_reaction_comes_before_now_even_out_of_hours() -> None:
    at = STORY_NOW - timedelta(minutes=4)
    assert at < soon_after(DESKS["ana"], at, timedelta(hours=1), STORY_NOW) < STORY_NOW
