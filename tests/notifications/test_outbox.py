"""Posting holds, the sweep releases: once, within hours, with what is true by then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core import mail

from accounts.models import User
from notifications.models import Delivery, Notification
from notifications.outbox import sweep
from tests.factories import make_channel, make_direct, make_thread, post
from tests.notifications.conftest import Clock
from threads.actions.post_message import post_message

pytestmark = pytest.mark.django_db

FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
MONDAY_9 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_mail_leaves_after_its_grace_and_once(alice: User, bob: User, clock: Clock) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    sweep()
    assert not mail.outbox
    clock.on(minutes=5)
    assert sweep() == 1
    assert sweep() == 0
    [sent] = mail.outbox
    assert sent.to == [bob.email]
    assert sent.subject == f"Alice begins: {thread.title}"
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.lease) == ("sent", None)


def test_off_hours_everything_waits_for_the_opening_and_is_one_mail(
    alice: User, bob: User, clock: Clock
) -> None:
    clock.to(FRIDAY_NIGHT)
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    post_message(author=alice, thread=thread, text=f"@{bob.handle} please", urgency="norm")
    direct = make_direct(alice, [bob], title="Just us")
    post(alice, direct)
    held = Delivery.objects.filter(state="held")
    assert {one.release_at for one in held} == {MONDAY_9}
    clock.to(MONDAY_9.replace(hour=8, minute=59))
    assert sweep() == 0
    clock.to(MONDAY_9)
    assert sweep() == 4
    [sent] = mail.outbox
    assert sent.to == [bob.email]
    body = str(sent.body)
    assert body.index(thread.title) < body.index(direct.title)


def test_nobody_hears_of_their_own_message(alice: User, bob: User, clock: Clock) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    post(bob, thread, f"@{bob.handle} says @{alice.handle}")
    assert {(n.recipient, n.reason) for n in Notification.objects.filter(message__number=2)} == {
        (alice, "mention")
    }
