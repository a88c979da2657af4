"""Working time agrees with a clock that is looked at once a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.working_time import (
    add_working_time,
    day_windows,
    end_of_working_day,
    is_working,
    next_opening,
    status,
)
from tests.accounts.working_time.minute_walk import MINUTE, MinuteWalk
from tests.accounts.working_time.scenes import DAY, Scene, scenes_anywhere, scenes_at_odd_hours

thorough = settings(max_examples=80, deadline=None)


def agrees(answer: datetime | None, walked: datetime | None, walk: MinuteWalk) -> bool:
    """Where the walk ended before it found anything, the answer lies beyond its end."""
    if walked is None:
        return answer is None or answer >= walk.sure_until
    return answer == walked


@thorough
@given(scenes_at_odd_hours)
def test_is_working_agrees(scene: Scene) -> None:
    walk = scene.walk
    for minutes in range(-90, 91, 15):
        at = scene.at + minutes * MINUTE
        assert is_working(scene.schedule, at) == walk.is_working(at)


@thorough
@given(scenes_at_odd_hours, st.integers(0, 59))
def test_next_opening_agrees(scene: Scene, seconds: int) -> None:
    at, walk = scene.at + timedelta(seconds=seconds), scene.walk
    assert agrees(next_opening(scene.schedule, at), walk.next_opening(at), walk)


@thorough
@given(scenes_at_odd_hours, st.integers(1, 600) | st.integers(1, 6000))
def test_adding_working_time_agrees(scene: Scene, minutes: int) -> None:
    walk = scene.walk
    answer = add_working_time(scene.schedule, scene.at, minutes * MINUTE)
    assert agrees(answer, walk.add(scene.at, minutes), walk)


@thorough
@given(scenes_at_odd_hours, st.integers(0, 4))
def test_the_end_of_a_working_day_agrees(scene: Scene, days: int) -> None:
    walk = scene.walk
    answer = end_of_working_day(scene.schedule, scene.at, days)
    assert agrees(answer, walk.end_of_working_day(scene.at, days), walk)


@thorough
@given(scenes_at_odd_hours)
def test_the_windows_of_a_day_agree(scene: Scene) -> None:
    walk = scene.walk
    for days in (-1, 0, 1):
        day = scene.anchor.date() + days * DAY
        assert list(day_windows(scene.schedule, day)) == walk.of_day(day)


@thorough
@given(scenes_at_odd_hours)
def test_the_status_agrees(scene: Scene) -> None:
    walk, answer = scene.walk, status(scene.schedule, scene.at)
    if walk.is_working(scene.at):
        assert answer.state == "on"
        assert agrees(answer.until, walk.next_closing(scene.at), walk)
    elif walk.is_on_leave(scene.at):
        assert answer.state == "leave"
        assert answer.until is not None
        assert answer.until > scene.at
    else:
        assert answer.state == "off"
        assert agrees(answer.until, walk.next_opening(scene.at), walk)


@settings(max_examples=40, deadline=None)  # each looks at a clock of its own, which takes time
@given(scenes_anywhere)
def test_every_zone_agrees_on_any_day_since_2000(scene: Scene) -> None:
    walk = scene.walk
    for hours in range(-18, 19, 3):
        at = scene.at + timedelta(hours=hours)
        assert is_working(scene.schedule, at) == walk.is_working(at)
        assert agrees(next_opening(scene.schedule, at), walk.next_opening(at), walk)
