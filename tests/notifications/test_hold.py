"""When a notification may leave: hours, grace, batches, digest, focus, leave, urgency."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from accounts.working_time import Schedule, Window, is_working, next_opening
from notifications.hold import Hold, Mode, Why, Wishes, hold

LISBON = ZoneInfo("Europe/Lisbon")
WEEK = tuple(Window(day, 9 * 60, 17 * 60 + 30) for day in range(5))
MAYA = Schedule("Europe/Lisbon", WEEK)
NIGHTS = Schedule("Europe/Lisbon", tuple(Window(day, 22 * 60, 30 * 60) for day in range(5)))
NEVER = Schedule("Europe/Lisbon", ())


def lisbon(day: int, clock: str) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime(2026, 11, day, hours, minutes, tzinfo=LISBON)


MONDAY, SUNDAY, FRIDAY = 23, 22, 20


def test_within_hours_push_leaves_at_once_and_mail_after_its_grace() -> None:
    at = lisbon(MONDAY, "10:00")
    assert hold(MAYA, Wishes(), at, graced=False) == Hold(at, Why.IN_HOURS)
    assert hold(MAYA, Wishes(), at, graced=True) == Hold(lisbon(MONDAY, "10:05"), Why.IN_HOURS)


def test_off_hours_both_wait_for_the_next_opening() -> None:
    for graced in (True, False):
        assert hold(MAYA, Wishes(), lisbon(SUNDAY, "04:20"), graced=graced) == Hold(
            lisbon(MONDAY, "09:00"), Why.OFF_HOURS
        )


def test_a_grace_that_runs_past_the_closing_waits_for_the_next_day() -> None:
    held = hold(MAYA, Wishes(), lisbon(FRIDAY, "17:27"), graced=True)
    assert held == Hold(lisbon(MONDAY, "09:00"), Why.OFF_HOURS)


def test_batches_leave_at_their_times_in_working_time() -> None:
    wishes = Wishes(Mode.BATCHES, (10 * 60, 15 * 60 + 30, 22 * 60))
    assert hold(MAYA, wishes, lisbon(MONDAY, "09:30"), graced=True).release_at == lisbon(MONDAY, "10:00")
    assert hold(MAYA, wishes, lisbon(MONDAY, "10:01"), graced=False).release_at == lisbon(MONDAY, "15:30")
    assert hold(MAYA, wishes, lisbon(FRIDAY, "16:00"), graced=True).release_at == lisbon(MONDAY, "10:00")


def test_batch_times_that_never_meet_the_hours_lose_nothing() -> None:
    held = hold(MAYA, Wishes(Mode.BATCHES, (22 * 60,)), lisbon(SUNDAY, "12:00"), graced=True)
    assert held == Hold(lisbon(MONDAY, "09:00"), Why.BATCH)


def test_a_batch_before_the_opening_of_a_night_shift_belongs_to_the_night() -> None:
    held = hold(NIGHTS, Wishes(Mode.BATCHES, (2 * 60,)), lisbon(MONDAY, "20:00"), graced=True)
    assert held.release_at == lisbon(MONDAY + 1, "02:00")


def test_digest_only_leaves_with_the_digest() -> None:
    held = hold(MAYA, Wishes(Mode.DIGEST_ONLY), lisbon(MONDAY, "10:00"), graced=True)
    assert held == Hold(None, Why.DIGEST)


def test_focus_delays_and_nothing_more() -> None:
    wishes = Wishes(focus_until=lisbon(MONDAY, "14:00"))
    assert hold(MAYA, wishes, lisbon(MONDAY, "10:00"), graced=True) == Hold(
        lisbon(MONDAY, "14:00"), Why.FOCUS
    )
    evening = Wishes(focus_until=lisbon(MONDAY, "19:00"))
    assert hold(MAYA, evening, lisbon(MONDAY, "10:00"), graced=True).release_at == lisbon(24, "09:00")
    assert hold(MAYA, wishes, lisbon(MONDAY, "15:00"), graced=False).why is Why.IN_HOURS


def test_urgent_passes_off_hours_focus_and_mode_but_never_leave() -> None:
    at = lisbon(SUNDAY, "04:20")
    for mode in Mode:
        wishes = Wishes(mode, (600,), focus_until=lisbon(MONDAY, "12:00"))
        assert hold(MAYA, wishes, at, graced=True, urgent=True) == Hold(at, Why.URGENT)
    away = Schedule("Europe/Lisbon", WEEK, time_off=((date(2026, 11, 16), date(2026, 12, 2)),))
    held = hold(away, Wishes(), at, graced=True, urgent=True)
    assert held == Hold(datetime(2026, 12, 3, 9, tzinfo=LISBON), Why.LEAVE)


def test_where_nothing_ever_opens_it_stays_held() -> None:
    assert hold(NEVER, Wishes(), lisbon(MONDAY, "10:00"), graced=True) == Hold(None, Why.NEVER)


moments = st.integers(0, 800 * 24 * 60).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m))
schedules = st.sampled_from(
    [MAYA, NIGHTS, Schedule("America/Sao_Paulo", WEEK), Schedule("Asia/Kathmandu", WEEK)]
)
wishes = st.builds(
    Wishes,
    st.sampled_from([Mode.AS_THEY_COME, Mode.BATCHES]),
    st.lists(st.integers(0, 1439), max_size=3).map(tuple),
    st.integers(0, 60).map(lambda m: timedelta(minutes=m)),
    st.none() | moments,
)


@given(schedule=schedules, wish=wishes, at=moments, graced=st.booleans())
def test_whatever_leaves_leaves_in_working_time_and_never_before(
    schedule: Schedule, wish: Wishes, at: datetime, graced: bool
) -> None:
    held = hold(schedule, wish, at, graced=graced)
    assert held.release_at is not None
    assert is_working(schedule, held.release_at)
    assert held.release_at >= max(at, wish.focus_until or at)


@given(schedule=schedules, at=moments)
def test_push_that_comes_as_it_may_leaves_at_the_next_opening(schedule: Schedule, at: datetime) -> None:
    assert hold(schedule, Wishes(), at, graced=False).release_at == next_opening(schedule, at)
