"""Who owes an answer is reminded once, when it is due, by the hours and promises of then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from accounts.actions.focus import begin_focus
from accounts.actions.time_off import add_time_off
from accounts.models import User
from notifications.actions.set_preferences import set_preferences
from notifications.models import Delivery, Unsubscription
from notifications.outbox import sweep
from tests.factories import make_channel, make_thread
from tests.notifications.conftest import MONDAY_10, Clock
from threads.actions.close_asks import give_more_time, hand_over, promise
from threads.actions.mark_read import mark_read
from threads.actions.post_message import post_message
from threads.models import Ask

pytestmark = pytest.mark.django_db

TUESDAY, WEDNESDAY, THURSDAY = (datetime(2026, 11, day, 9, 0, tzinfo=UTC) for day in (24, 25, 26))


@pytest.fixture
def ask(clock: Clock, alice: User, bob: User) -> Ask:
    """Of bob, on Monday at 10:00; due on Tuesday at 17:30. He wants no digest."""
    Unsubscription.objects.create(user=bob, kind="digest")
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    message = post_message(author=alice, thread=thread, text=f"@{bob.handle}?", urgency="norm")
    return Ask.objects.get(message=message)


def reminders() -> list[str]:
    return [str(one.subject) for one in mail.outbox if str(one.subject).startswith("Your answer")]


def at(clock: Clock, moment: datetime) -> int:
    """How many reminders have left after a sweep at `moment`."""
    clock.to(moment)
    sweep()
    return len(reminders())


def test_it_comes_once_at_the_first_working_moment_after(ask: Ask, clock: Clock) -> None:
    assert at(clock, MONDAY_10 + timedelta(minutes=5)) == 0
    assert at(clock, TUESDAY.replace(hour=17, minute=29)) == 0
    assert at(clock, TUESDAY.replace(hour=17, minute=30)) == 0
    assert at(clock, WEDNESDAY - timedelta(minutes=1)) == 0
    assert at(clock, WEDNESDAY) == 1
    assert at(clock, THURSDAY) == 1


def test_who_was_told_after_it_was_due_is_reminded_a_day_later(ask: Ask, clock: Clock, bob: User) -> None:
    begin_focus(user=bob, until=WEDNESDAY + timedelta(hours=1))
    assert at(clock, WEDNESDAY) == 0
    assert at(clock, WEDNESDAY + timedelta(hours=1)) == 0
    assert Delivery.objects.filter(notification__message=ask.message, state="sent").exists()
    assert at(clock, WEDNESDAY + timedelta(hours=8)) == 0
    assert at(clock, THURSDAY) == 0
    assert at(clock, THURSDAY + timedelta(hours=1, minutes=1)) == 1
    assert at(clock, THURSDAY + timedelta(days=4)) == 1


def test_who_found_it_in_the_app_is_reminded_when_it_is_due(ask: Ask, clock: Clock, bob: User) -> None:
    mark_read(user=bob, thread=ask.message.thread, number=2)
    assert at(clock, WEDNESDAY) == 1


@pytest.mark.parametrize("who", ["asked", "author"])
def test_a_reminder_that_is_held_waits_for_the_new_time(
    ask: Ask, clock: Clock, alice: User, bob: User, who: str
) -> None:
    at(clock, MONDAY_10 + timedelta(minutes=5))
    at(clock, TUESDAY.replace(hour=20))
    assert Delivery.objects.filter(notification__reason="reminder", state="held").exists()
    later = THURSDAY + timedelta(hours=2)
    if who == "asked":
        promise(person=bob, ask=ask, until=later)
    else:
        give_more_time(author=alice, ask=ask, due_at=later)
    assert at(clock, WEDNESDAY) == 0
    assert at(clock, THURSDAY) == 0
    assert at(clock, later) == 1
    assert at(clock, later + timedelta(days=3)) == 1


def test_a_reminder_that_is_held_waits_for_the_end_of_leave(ask: Ask, clock: Clock, bob: User) -> None:
    at(clock, MONDAY_10 + timedelta(minutes=5))
    at(clock, TUESDAY.replace(hour=20))
    add_time_off(user=bob, first=date(2026, 11, 24), last=date(2026, 11, 25), kind="sick")
    assert at(clock, WEDNESDAY) == 0
    assert at(clock, THURSDAY) == 0, "due by the end of that day"
    assert at(clock, THURSDAY + timedelta(days=1)) == 1


def test_who_wants_batches_is_reminded_in_one(ask: Ask, clock: Clock, bob: User) -> None:
    set_preferences(user=bob, mode="batches", batch_times=(10 * 60, 15 * 60))
    at(clock, MONDAY_10 + timedelta(minutes=5))
    at(clock, TUESDAY.replace(hour=18))
    assert at(clock, WEDNESDAY) == 0
    assert at(clock, WEDNESDAY + timedelta(hours=1)) == 1


def test_who_read_it_after_the_clock_was_put_back_is_not_told(ask: Ask, clock: Clock, bob: User) -> None:
    """I7: the moment of reading lies before the moment of asking."""
    clock.on(hours=-2)
    Delivery.objects.update(state="claimed", lease="0" * 32, leased_until="2020-01-01T00:00Z")
    mark_read(user=bob, thread=ask.message.thread, number=2)
    clock.on(hours=3)
    sweep()
    assert not mail.outbox
    assert Delivery.objects.get(notification__message=ask.message).outcome == "read"


def test_who_was_handed_it_after_reading_is_told(ask: Ask, clock: Clock, alice: User, dave: User) -> None:
    thread = ask.message.thread
    clock.on(minutes=1)
    mark_read(user=dave, thread=thread, number=2)
    clock.on(minutes=1)
    hand_over(actor=alice, ask=ask, to=dave)
    clock.on(minutes=5)
    sweep()
    assert [dave.email] in [one.to for one in mail.outbox]
