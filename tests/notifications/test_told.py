"""The author sees when each person was or will be notified, to the minute, and nothing more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.actions.focus import begin_focus
from accounts.actions.time_off import add_time_off
from accounts.models import User
from notifications.actions.set_preferences import set_preferences
from notifications.digest import plans
from notifications.models import Delivery, DigestPlan, Unsubscription
from notifications.outbox import sweep
from notifications.queries.told import told_at
from tests.cast import signed_in
from tests.factories import make_channel, make_thread
from tests.notifications.conftest import MONDAY_10, Clock
from threads.actions.close_asks import hand_over
from threads.actions.mark_read import follow_thread, mark_read
from threads.actions.post_message import post_message
from threads.models import Ask, Thread

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def thread(clock: Clock, alice: User, bob: User, dave: User) -> Thread:
    return make_thread(alice, channel=make_channel(alice, members=[bob, dave]))


def asked(author: User, thread: Thread, person: User) -> Ask:
    message = post_message(author=author, thread=thread, text=f"@{person.handle}?", urgency="norm")
    return Ask.objects.get(message=message, person=person)


def told(ask: Ask) -> datetime | None:
    ask.refresh_from_db()
    return told_at([ask])[ask.pk]


def test_it_is_when_the_mail_leaves_and_then_when_it_left(
    thread: Thread, clock: Clock, alice: User, bob: User
) -> None:
    ask = asked(alice, thread, bob)
    assert told(ask) == MONDAY_10 + timedelta(minutes=5)
    left = clock.on(minutes=7)
    sweep()
    assert told(ask) == left


def test_it_is_the_next_batch_for_who_wants_batches(
    thread: Thread, clock: Clock, alice: User, bob: User
) -> None:
    set_preferences(user=bob, mode="batches", batch_times=(15 * 60 + 30,))
    assert told(asked(alice, thread, bob)) == MONDAY_10.replace(hour=15, minute=30)


def test_it_is_the_next_digest_for_who_wants_digests_only(
    thread: Thread, clock: Clock, alice: User, bob: User
) -> None:
    set_preferences(user=bob, mode="digest_only")
    plans.replan([bob.pk])
    DigestPlan.objects.filter(user=bob).update(next_at=TUESDAY.replace(hour=9))
    assert told(asked(alice, thread, bob)) == TUESDAY.replace(hour=9)


def test_focus_and_leave_that_begin_later_count(thread: Thread, clock: Clock, alice: User, bob: User) -> None:
    ask = asked(alice, thread, bob)
    begin_focus(user=bob, until=MONDAY_10 + timedelta(hours=3))
    assert told(ask) == MONDAY_10 + timedelta(hours=3)
    add_time_off(user=bob, first=MONDAY_10.date(), last=MONDAY_10.date(), kind="sick")
    assert told(ask) == TUESDAY.replace(hour=9)
    add_time_off(user=bob, first=MONDAY_10.date(), last=datetime(2029, 1, 1).date(), kind="sick")  # noqa: DTZ001
    assert told(ask) is None


def test_that_somebody_read_it_is_nobody_elses_business(
    thread: Thread, clock: Clock, alice: User, bob: User
) -> None:
    ask = asked(alice, thread, bob)
    clock.on(minutes=1)
    mark_read(user=bob, thread=thread, number=ask.message.number)
    assert Delivery.objects.get(notification__message=ask.message).outcome == "read"
    assert told(ask) == MONDAY_10 + timedelta(minutes=5)


def test_who_gets_no_mail_hears_when_they_may_see_it(
    thread: Thread, clock: Clock, alice: User, bob: User
) -> None:
    Unsubscription.objects.create(user=bob, kind="bundle")
    ask = asked(alice, thread, bob)
    assert told(ask) == ask.seen_from == MONDAY_10


def test_who_was_handed_it_hears_of_it_then(
    thread: Thread, clock: Clock, alice: User, bob: User, dave: User
) -> None:
    """dave had a mail about the same message before, as somebody who follows the thread."""
    follow_thread(user=dave, thread=thread, following=True)
    ask = asked(alice, thread, bob)
    clock.on(minutes=5)
    sweep()
    assert Delivery.objects.filter(recipient=dave, notification__message=ask.message, state="sent").exists()
    handed_at = clock.on(hours=1)
    assert told(hand_over(actor=bob, ask=ask, to=dave)) == handed_at + timedelta(minutes=5)


def test_the_page_says_it(thread: Thread, clock: Clock, alice: User, bob: User, dave: User) -> None:
    set_preferences(user=bob, mode="batches", batch_times=(15 * 60 + 30,))
    post_message(author=alice, thread=thread, text=f"@{bob.handle} @{dave.handle}?", urgency="norm")
    clock.on(minutes=5)
    sweep()
    page = signed_in(alice).get("/waiting/").content.decode()
    assert "Will hear Mon 15:30" in page
    assert "Notified Mon 10:05" in page
