"""The urgent path: at once, again until that one person answers, never on time off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from accounts.actions.reschedule import reschedule
from accounts.models import TimeOff, User
from notifications.models import Delivery
from notifications.outbox import sweep
from tests.factories import make_channel, make_thread, post
from tests.notifications.conftest import Clock
from threads.actions.mark_read import mark_read
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.models import Ask, Message, Thread

pytestmark = pytest.mark.django_db

SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
MONDAY_9 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def thread(alice: User, bob: User, clock: Clock) -> Thread:
    made = make_thread(alice, channel=make_channel(alice, members=[bob]), title="Gateway")
    mark_read(user=bob, thread=made, number=1)
    clock.to(SUNDAY_NIGHT)
    return made


def cry(alice: User, bob: User, thread: Thread) -> Message:
    return post_message(
        author=alice,
        thread=thread,
        text=f"@{bob.handle} the key, please",
        urgency="urgent",
        urgent_reason="The certificate runs out at midnight",
    )


def test_it_leaves_at_once_and_says_who_and_why(alice: User, bob: User, thread: Thread, clock: Clock) -> None:
    cry(alice, bob, thread)
    assert sweep() == 1
    [sent] = mail.outbox
    assert sent.subject == "Urgent, from Alice: The certificate runs out at midnight"


def test_it_is_repeated_as_often_as_the_policy_says(
    alice: User, bob: User, thread: Thread, clock: Clock
) -> None:
    cry(alice, bob, thread)
    sent = []
    for _minute in range(90):
        sent.append(sweep())
        clock.on(minutes=1)
    assert sum(sent) == 4
    assert [minute for minute, count in enumerate(sent) if count] == [0, 10, 20, 30]
    assert len({one.message()["Message-ID"] for one in mail.outbox}) == 4


@pytest.mark.parametrize("sign", ["read", "reaction", "reply"])
def test_it_stops_when_that_person_gives_a_sign(
    sign: str, alice: User, bob: User, thread: Thread, clock: Clock
) -> None:
    message = cry(alice, bob, thread)
    sweep()
    match sign:
        case "read":
            mark_read(user=bob, thread=Thread.objects.get(pk=thread.pk), number=message.number)
        case "reaction":
            react(user=bob, message=message, emoji="👍")
        case "reply":
            post(bob, thread, "On my way.")
    for _again in range(4):
        clock.on(minutes=10)
        sweep()
    assert [one.to for one in mail.outbox if one.to == [bob.email]] == [[bob.email]]


def test_time_off_is_never_interrupted(alice: User, bob: User, thread: Thread, clock: Clock) -> None:
    TimeOff.objects.create(user=bob, first=date(2026, 11, 20), last=date(2026, 11, 24))
    reschedule([bob.pk])
    cry(alice, bob, thread)
    for _hour in range(30):
        assert sweep() == 0
        clock.on(hours=1)
    clock.to(MONDAY_9 + timedelta(days=2))
    assert sweep() == 1


def test_it_is_not_repeated_into_a_leave(alice: User, bob: User, thread: Thread, clock: Clock) -> None:
    cry(alice, bob, thread)
    sweep()
    TimeOff.objects.create(user=bob, first=date(2026, 11, 22), last=date(2026, 11, 24))
    reschedule([bob.pk])
    clock.on(minutes=10)
    assert sweep() == 0
    assert Delivery.objects.get(round=1).outcome == "on_leave"


def test_who_only_follows_is_not_interrupted(
    alice: User, bob: User, carol: User, thread: Thread, clock: Clock
) -> None:
    post(carol, thread)
    clock.on(hours=1)
    cry(alice, bob, thread)
    sweep()
    assert {one.to[0] for one in mail.outbox} == {bob.email}


def test_a_due_answer_is_reminded_of_once_within_hours(
    alice: User, bob: User, thread: Thread, clock: Clock
) -> None:
    post_message(author=alice, thread=thread, text=f"@{bob.handle}, well?", urgency="norm")
    clock.to(MONDAY_9)
    assert sweep() == 1
    mark_read(user=bob, thread=Thread.objects.get(pk=thread.pk), number=2)
    due = Ask.objects.get().due_at
    assert due == datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    clock.to(due)
    assert sweep() == 0
    clock.to(MONDAY_9 + timedelta(days=2))
    assert sweep() == 1
    clock.on(hours=3)
    assert sweep() == 0
    assert mail.outbox[-1].subject == "Your answer is expected: Gateway"


def test_who_answered_is_not_reminded(alice: User, bob: User, thread: Thread, clock: Clock) -> None:
    post_message(author=alice, thread=thread, text=f"@{bob.handle}, well?", urgency="norm")
    due = Ask.objects.get().due_at
    assert due
    clock.to(MONDAY_9)
    assert sweep() == 1
    mail.outbox.clear()
    clock.to(due)
    sweep()
    post(bob, thread, "Well indeed.")
    clock.to(MONDAY_9 + timedelta(days=2))
    sweep()
    assert bob.email not in {one.to[0] for one in mail.outbox}
    assert Delivery.objects.get(notification__reason="reminder").outcome == "answered"
