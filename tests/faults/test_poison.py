"""What breaks whoever handles it ends by itself and delays no other (quality.md, I12)."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

import pytest

from accounts.models import User
from notifications import fan_out, outbox, sending, subscribers
from notifications.models import Breaker, Delivery, FanOut
from notifications.outbox import sweep
from notifications.plan import Recipient
from notifications.release import Verdict, Waiting, verdict
from notifications.rules import Event
from notifications.store import store
from tests.cast import person
from tests.factories import make_direct
from tests.faults.troubled_smtp import Troubled
from tests.notifications.conftest import Clock
from threads.markdown.excerpt import excerpt

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(alice: User) -> list[User]:
    return [person(f"F{number} Lee") for number in range(4)]


def test_a_mail_too_big_for_the_server_fails_alone(
    alice: User, bob: User, crowd: list[User], server: Troubled, clock: Clock
) -> None:
    """The server says so as soon as it hears the size, before it hears for whom it is."""
    make_direct(alice, [bob], text="word " * 3_000)
    clock.on(minutes=5)
    server.offers = ["SIZE 2000"]
    server.faults["mail"] = ["552 5.3.4 too big"]
    assert sweep() == 0
    assert Delivery.objects.get().outcome == "refused: 552 5.3.4 too big"
    assert not Breaker.objects.exists()
    make_direct(alice, crowd)
    clock.on(minutes=5)
    assert sweep() == 4


@pytest.mark.parametrize(
    "address",
    [
        "nobody",
        "a b@rill.example",
        "ü@rill.example",
        "x@" + "y" * 70 + ".example",
        "a@b\r\nRCPT TO:<c@d.example>",
    ],
)
def test_an_address_that_is_none_harms_no_other(
    address: str, alice: User, bob: User, crowd: list[User], server: Troubled, clock: Clock
) -> None:
    User.objects.filter(pk=bob.pk).update(email=address)
    make_direct(alice, [bob, *crowd])
    clock.on(minutes=5)
    sweep()
    assert {one.email for one in crowd} <= set(server.to)
    assert set(Delivery.objects.exclude(recipient=bob).values_list("state", "attempts")) == {("sent", 0)}
    assert not any("c@d.example" in to for to in server.to)
    assert not Breaker.objects.exists()


def test_what_breaks_the_looking_is_set_aside_and_ends(
    alice: User,
    bob: User,
    dave: User,
    crowd: list[User],
    server: Troubled,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_direct(alice, [bob])
    make_direct(dave, [bob, *crowd])
    clock.on(minutes=5)

    def poisoned(event: Event, person: Recipient, waiting: Waiting, now: datetime) -> Verdict:
        if event.author_id == dave.pk and person.facts.user_id == bob.pk:
            raise ZeroDivisionError
        return verdict(event, person, waiting, now)

    monkeypatch.setattr(outbox, "verdict", poisoned)
    assert sweep() == 5
    assert sorted(server.to) == sorted(one.email for one in (bob, *crowd))
    bad = Delivery.objects.get(recipient=bob, notification__message__author=dave)
    assert (bad.state, bad.attempts, bad.lease) == ("held", 1, None)
    for _day in range(20):
        clock.on(days=1)
        sweep()
    bad.refresh_from_db()
    assert (bad.state, bad.outcome) == ("failed", "gave_up")
    assert len(server.raw) == 5


@pytest.mark.parametrize("step", ["expand", "reminders.plan_reminders", "repeats.plan_repeats"])
def test_what_cannot_be_planned_stops_nothing_that_is_due(
    step: str, alice: User, bob: User, server: Troubled, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: Any) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(f"notifications.outbox.{step}", broken)
    make_direct(alice, [bob])
    clock.on(minutes=5)
    assert sweep() == 1
    assert server.to == [bob.email]


def test_what_leaves_apart_from_a_poisonous_one_keeps_its_own_id_when_in_doubt(
    alice: User, bob: User, server: Troubled, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_direct(alice, [bob], text="Good.")
    make_direct(alice, [bob], text="poison")
    clock.on(minutes=5)

    def poisoned(html: str, length: int) -> str:
        if "poison" in html:
            raise ZeroDivisionError
        return excerpt(html, length)

    monkeypatch.setattr("notifications.bundle_mail.excerpt", poisoned)
    server.faults["end"] = ["cut"]
    assert sweep() == 0
    clock.on(minutes=2)
    assert sweep() == 1
    assert len(server.ids) == 2
    assert len(set(server.ids)) == 1


def test_a_slow_server_keeps_no_delivery_longer_than_its_lease(
    alice: User, crowd: list[User], server: Troubled, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every look at the clock takes five seconds of it."""
    make_direct(alice, crowd)
    clock.on(minutes=5)
    passed = count(0, 5)
    monkeypatch.setattr("notifications.clock.monotonic", lambda: float(next(passed)))
    monkeypatch.setattr(sending, "LONGEST_CHUNK", 7)
    sent = sweep(clock.at)
    assert 0 < sent < 4
    assert Delivery.objects.filter(state="held", attempts=0, lease=None, bundle=None).count() == 4 - sent
    while Delivery.objects.filter(state="held").exists():
        sweep(clock.at)
    assert sorted(server.to) == sorted(one.email for one in crowd)


def test_a_message_whose_notifications_cannot_be_written_holds_up_no_other(
    alice: User, crowd: list[User], server: Troubled, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribers, "THRESHOLD", 2)
    bad = make_direct(alice, crowd, title="Bad")
    make_direct(alice, crowd, title="Good")

    def broken(message_id: int, *arguments: Any) -> None:
        if bad.messages.filter(pk=message_id).exists():
            raise ZeroDivisionError
        store(message_id, *arguments)

    monkeypatch.setattr(fan_out, "store", broken)
    clock.on(minutes=5)
    assert sweep() == 4
    assert FanOut.objects.filter(finished_at=None).count() == 1
    monkeypatch.setattr(fan_out, "store", store)
    assert sweep() == 4
    assert not FanOut.objects.filter(finished_at=None).exists()
