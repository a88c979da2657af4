"""Moments to send at, held against a clock that is looked at once a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.working_time import Schedule
from tests.accounts.working_time.minute_walk import MINUTE, MinuteWalk
from tests.accounts.working_time.moments import OFFICE, SPLIT, day, local, nairobi, utc
from tests.accounts.working_time.scenes import Scene, scenes_at_odd_hours
from threads.send_moments import best_moment, last_start, leaves_at, start_of_day

thorough = settings(max_examples=60, deadline=None)
NAIROBI = Schedule("Africa/Nairobi", OFFICE)
LISBON = Schedule("Europe/Lisbon", OFFICE)
DENVER = Schedule("America/Denver", OFFICE)


def walked_start(walk: MinuteWalk, at: datetime) -> datetime | None:
    """The first minute after `at` at which the first window of some date opens."""
    firsts: dict[object, int] = {}
    for date, first, _ in walk.opened:
        firsts[date] = min(first, firsts.get(date, first))
    begins = sorted(walk.begin + minute * MINUTE for minute in firsts.values())
    return next((moment for moment in begins if moment > at), None)


@thorough
@given(scenes_at_odd_hours, st.integers(0, 59))
def test_the_start_of_the_next_day_agrees(scene: Scene, seconds: int) -> None:
    at = scene.at + timedelta(seconds=seconds)
    walk, answer = scene.walk, start_of_day(scene.schedule, at)
    walked = walked_start(walk, at)
    if walked is None or walked >= walk.sure_until:
        assert answer is None or answer >= walk.sure_until
    else:
        assert answer == walked


@settings(max_examples=30, deadline=None)
@given(st.lists(scenes_at_odd_hours, min_size=1, max_size=4))
def test_the_best_moment_is_the_first_at_which_the_most_work(scenes: list[Scene]) -> None:
    """Everybody's hours, moved to one moment: the schedules may lie in different years."""
    at = scenes[0].at
    schedules = {number: scene.schedule for number, scene in enumerate(scenes)}
    walks = [
        MinuteWalk(
            one.time_zone,
            [(window.weekday, window.start, window.end) for window in one.windows],
            one.holidays,
            one.time_off,
            scenes[0].anchor - timedelta(days=6),
            16,
        )
        for one in schedules.values()
    ]
    within = timedelta(days=3)
    counts = [
        (sum(walk.is_working(at + minute * MINUTE) for walk in walks), at + minute * MINUTE)
        for minute in range(within // MINUTE + 1)
    ]
    most = max(count for count, _ in counts)
    answer = best_moment(schedules, at, within)
    if not most:
        assert answer is None
        return
    assert answer is not None
    assert answer.moment == next(moment for count, moment in counts if count == most)
    assert len(answer.working) == most


def test_the_opening_after_lunch_starts_no_day() -> None:
    split = Schedule("Africa/Nairobi", SPLIT)
    assert start_of_day(split, nairobi("2026-11-23 12:30")) == nairobi("2026-11-24 09:00")
    assert start_of_day(split, nairobi("2026-11-23 08:00")) == nairobi("2026-11-23 09:00")


def test_who_works_now_starts_the_next_day() -> None:
    assert start_of_day(NAIROBI, nairobi("2026-11-23 09:00")) == nairobi("2026-11-24 09:00")


def test_all_have_started_when_the_last_has_and_who_is_away_is_not_waited_for() -> None:
    at = utc("2026-11-22 20:00")
    away = Schedule("Europe/Lisbon", OFFICE, time_off=((day("2026-11-20"), day("2026-12-20")),))
    assert last_start({1: NAIROBI, 2: LISBON, 3: DENVER}, at) == local("2026-11-23 09:00", "America/Denver")
    assert last_start({1: NAIROBI, 2: away}, at) == nairobi("2026-11-23 09:00")
    assert last_start({2: away}, at) is None


def test_most_are_in_hours_when_lisbon_and_nairobi_overlap() -> None:
    found = best_moment({1: NAIROBI, 2: LISBON, 3: DENVER}, utc("2026-11-22 20:00"))
    assert found is not None
    assert found.moment == local("2026-11-23 09:00", "Europe/Lisbon")
    assert found.working == {1, 2}


def test_what_is_late_waits_for_the_hours_it_was_meant_for() -> None:
    planned = nairobi("2026-11-23 16:00")
    people = {1: NAIROBI, 2: DENVER}
    late = nairobi("2026-11-23 20:00")

    def leaves(now: datetime, waits_for: Schedule | None = None) -> datetime:
        return leaves_at(planned=planned, now=now, waits_for=waits_for, people=people)

    assert leaves(planned) == planned
    assert leaves(planned + timedelta(minutes=15)) == planned + timedelta(minutes=15)
    assert leaves(late) == nairobi("2026-11-24 09:00")
    assert leaves(late, DENVER) == late
    assert leaves(late, LISBON) == late
    assert leaves(nairobi("2026-11-23 23:00"), LISBON) == local("2026-11-24 09:00", "Europe/Lisbon")


def test_what_was_meant_for_nobodys_hours_goes_as_soon_as_it_can() -> None:
    planned = utc("2026-11-22 12:00")
    late = utc("2026-11-22 18:00")
    assert leaves_at(planned=planned, now=late, waits_for=None, people={1: NAIROBI}) == late
