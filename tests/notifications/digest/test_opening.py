"""At an opening: what was held and the digest are one mail, whichever sweep comes first."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from notifications.actions.set_preferences import set_preferences
from notifications.digest import plans
from notifications.digest.send import send_due
from notifications.models import Breaker, Delivery, Digest, Unsubscription
from notifications.outbox import sweep
from tests.factories import make_channel, make_direct, make_thread, post
from tests.notifications.conftest import Clock
from tests.notifications.digest.test_sending import expire_leases
from threads.actions.mark_read import mark_read
from threads.actions.post_message import post_message
from threads.models import Channel

pytestmark = pytest.mark.django_db

FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
MONDAY_9 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Order = tuple[Callable[[], int], Callable[[], int]]


@pytest.fixture(params=["digest first", "release first"])
def order(request: pytest.FixtureRequest) -> Order:
    """The two ticks, as one or the other comes first."""
    return (send_due, sweep) if request.param == "digest first" else (sweep, send_due)


@pytest.fixture
def channel(clock: Clock, alice: User, bob: User) -> Channel:
    clock.to(FRIDAY_NIGHT)
    plans.replan([bob.pk])
    return make_channel(alice, members=[bob])


def tick(order: Order, times: int = 1) -> None:
    for _ in range(times):
        for one in order:
            one()


def kinds() -> list[str]:
    """Of each mail that left, in order: digest or bundle."""
    found = [str(one.extra_headers["List-Id"]).startswith("<digest.") for one in mail.outbox]
    return ["digest" if is_digest else "bundle" for is_digest in found]


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_held_things_and_the_digest_of_an_opening_are_one_mail(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    thread = make_thread(alice, channel=channel, title="Pumps")
    post_message(author=alice, thread=thread, text="@bob which pump?", urgency="norm")
    make_direct(alice, [bob], title="Just us")
    clock.to(MONDAY_9)
    tick(order)
    assert kinds() == ["digest"]
    assert "which pump?" in str(mail.outbox[0].body)
    assert states() == ["sent"] * 3
    clock.on(minutes=15)
    tick(order, 2)
    assert len(mail.outbox) == 1


def test_also_when_both_come_late(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    make_direct(alice, [bob])
    clock.to(MONDAY_9 + timedelta(hours=3))
    tick(order)
    assert kinds() == ["digest"]


def test_a_digest_a_few_minutes_after_the_opening_is_waited_for(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    set_preferences(user=bob, mode="as_they_come", digest_at=9 * 60 + 5)
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    tick(order, 2)
    assert not mail.outbox
    clock.on(minutes=5)
    tick(order)
    assert kinds() == ["digest"]
    assert states() == ["sent"]


def test_a_digest_an_hour_later_is_not(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    set_preferences(user=bob, mode="as_they_come", digest_at=10 * 60)
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    tick(order)
    assert kinds() == ["bundle"]


def test_with_an_empty_digest_the_bundle_leaves_at_once(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    """The digest never tells of the watercooler."""
    cooler = make_channel(alice, kind="watercooler", members=[bob])
    post_message(author=alice, thread=make_thread(alice, channel=cooler), text="@bob look")
    clock.to(MONDAY_9)
    tick(order)
    clock.on(seconds=5)
    tick(order)
    assert kinds() == ["bundle"]
    assert set(states()) == {"sent"}


def test_what_the_digest_leaves_out_leaves_right_after_it(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    cooler = make_channel(alice, kind="watercooler", members=[bob])
    post_message(author=alice, thread=make_thread(alice, channel=cooler), text="@bob look")
    make_direct(alice, [bob], title="Just us")
    clock.to(MONDAY_9)
    tick(order)
    clock.on(seconds=5)
    tick(order)
    assert kinds() == ["digest", "bundle"]
    assert "Just us" not in str(mail.outbox[1].body)


def test_who_unsubscribed_from_digests_waits_for_none(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    Unsubscription.objects.create(user=bob, kind="digest")
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    tick(order)
    assert kinds() == ["bundle"]


def test_who_wants_digests_only_and_unsubscribed_is_not_held_for_ever(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    set_preferences(user=bob, mode="digest_only")
    make_direct(alice, [bob])
    Unsubscription.objects.create(user=bob, kind="digest")
    clock.to(MONDAY_9)
    send_due()
    assert list(Delivery.objects.values_list("state", "outcome")) == [("suppressed", "unsubscribed")]


def test_who_wants_digests_only_is_reminded_by_one(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    """Nothing is new: without what is due no digest would come."""
    set_preferences(user=bob, mode="digest_only")
    thread = make_thread(alice, channel=channel, title="Pumps")
    post_message(author=alice, thread=thread, text="@bob which pump?", urgency="norm")
    clock.to(MONDAY_9)
    tick(order)
    clock.to(MONDAY_9 + timedelta(days=1))
    tick(order)
    assert kinds() == ["digest"]
    clock.to(MONDAY_9 + timedelta(days=1, hours=9))
    tick(order)
    clock.to(MONDAY_9 + timedelta(days=2))
    tick(order)
    assert kinds() == ["digest"] * 2
    assert "was due" in str(mail.outbox[1].body)
    clock.to(MONDAY_9 + timedelta(days=3))
    tick(order)
    assert len(mail.outbox) == 2


def test_what_was_posted_to_many_is_not_told_twice(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody worked over the weekend: its notifications are still to be written."""
    monkeypatch.setattr("notifications.subscribers.THRESHOLD", 0)
    make_direct(alice, [bob])
    assert not Delivery.objects.exists()
    clock.to(MONDAY_9)
    tick(order, 2)
    assert kinds() == ["digest"]


def test_a_digest_that_is_refused_for_good_gives_way(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    sweep()
    with monkeypatch.context() as patch:
        refuse(patch, smtplib.SMTPDataError(550, b"no"))
        send_due()
    sweep()
    assert Digest.objects.get().state == "failed"
    assert kinds() == ["bundle"]


def test_a_digest_that_cannot_be_made_holds_up_nothing_for_long(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def poisonous(*facts: Any) -> Any:
        raise RuntimeError("no such sentence")

    monkeypatch.setattr("notifications.digest.send.letter", poisonous)
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    for _ in range(11):
        tick((sweep, send_due))
        expire_leases()
        clock.on(minutes=1)
    assert kinds() == ["bundle"]


def test_after_an_hour_without_a_mail_server_it_is_still_one_mail(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", _nobody_there)
        for _ in range(60):
            tick(order)
            expire_leases()
            clock.on(minutes=1)
    Breaker.objects.update(open_until=clock.at)
    tick(order)
    assert kinds() == ["digest"]
    tick(order)
    clock.on(minutes=15)
    tick(order)
    assert len(mail.outbox) == 1
    assert states() == ["sent"]


def test_what_is_urgent_waits_for_no_digest(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    clock.to(MONDAY_9)
    thread = make_thread(alice, channel=channel)
    text = "@bob the pump burns"
    post_message(author=alice, thread=thread, text=text, urgency="urgent", urgent_reason="It burns")
    sweep()
    assert kinds() == ["bundle"]


def test_what_is_read_while_it_waits_is_suppressed(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    thread = make_direct(alice, [bob])
    clock.to(MONDAY_9)
    sweep()
    mark_read(user=bob, thread=thread, number=1)
    send_due()
    sweep()
    assert not mail.outbox
    assert Delivery.objects.get().outcome == "read"


def test_a_worker_that_died_with_the_digest_leaves_one_mail(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    with monkeypatch.context() as patch:
        patch.setattr("notifications.digest.send.crash_point", _die)
        with pytest.raises(_PowerLoss):
            send_due()
    sweep()
    clock.on(minutes=5)
    expire_leases()
    sweep()
    send_due()
    assert kinds() == ["digest"]
    assert states() == ["sent"]


def test_many_who_wait_for_digests_keep_nobody_behind_them(
    channel: Channel, clock: Clock, alice: User, bob: User, dave: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.claims.PEOPLE", 1)
    make_direct(alice, [bob])
    make_direct(alice, [dave])
    clock.to(MONDAY_9)
    assert sweep() == 1
    assert mail.outbox[0].to == [dave.email]


def test_a_changed_mind_about_the_digest_frees_what_waited_for_it(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    make_direct(alice, [bob])
    clock.to(MONDAY_9)
    sweep()
    assert Delivery.objects.get().why == "with_digest"
    set_preferences(user=bob, mode="as_they_come", digest_at=16 * 60)
    sweep()
    assert kinds() == ["bundle"]


def test_later_the_same_day_mail_comes_as_ever(
    channel: Channel, clock: Clock, alice: User, bob: User, order: Order
) -> None:
    thread = make_direct(alice, [bob])
    clock.to(MONDAY_9)
    tick(order)
    clock.on(hours=2)
    post(alice, thread)
    clock.on(minutes=5)
    tick(order)
    assert kinds() == ["digest", "bundle"]


class _PowerLoss(BaseException):
    pass


def _die(label: str) -> None:
    raise _PowerLoss


def _nobody_there(self: Any) -> None:
    raise ConnectionRefusedError


def refuse(patch: pytest.MonkeyPatch, error: Exception) -> None:
    def answer(self: Any, messages: list[Any]) -> int:
        raise error

    patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", answer)
