"""Postgres picks a statement of ours as the victim: it is tried again, or nothing of it stays."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from notifications.models import Delivery, Notification
from notifications.outbox import sweep
from tests.factories import make_channel, make_direct, make_thread
from tests.faults.postgres_faults import DEADLOCK, SERIALIZATION, SHUTDOWN, refused, refusing
from tests.faults.test_crashes import far_within_hours
from tests.faults.troubled_smtp import Troubled
from threads.models import Ask, Message, Thread

pytestmark = pytest.mark.django_db(transaction=True)

DELIVERY = "UPDATE ON notifications_delivery"
codes = pytest.mark.parametrize("code", [DEADLOCK, SERIALIZATION])


@codes
@pytest.mark.parametrize(
    "when",
    ["OLD.state = 'held' AND NEW.state = 'claimed'", "OLD.state = 'claimed' AND NEW.state = 'claimed'"],
)
def test_a_sweep_that_may_not_take_it_leaves_it_to_the_next(
    when: str, code: str, alice: User, bob: User, server: Troubled
) -> None:
    make_direct(alice, [bob])
    now = far_within_hours()
    with refusing(DELIVERY, when, code=code):
        with pytest.raises(OperationalError):
            sweep(now)
        held = Delivery.objects.get()
        assert (held.state, held.attempts, held.lease) == ("held", 0, None)
        assert not server.raw
        assert sweep(now) == 1
    assert len(server.raw) == 1


@pytest.mark.parametrize("code", [DEADLOCK, SERIALIZATION, SHUTDOWN])
def test_what_the_server_took_is_written_down_however_often_it_takes(
    code: str, alice: User, bob: User, server: Troubled
) -> None:
    make_direct(alice, [bob])
    now = far_within_hours()
    with refusing(DELIVERY, "NEW.state = 'sent'", code=code, times=3):
        assert sweep(now) == 1
        assert refused() == 4
    assert Delivery.objects.get().state == "sent"
    assert sweep(now) == 0
    assert len(server.raw) == 1


@codes
def test_what_the_server_refused_is_written_down_too(
    code: str, alice: User, bob: User, server: Troubled
) -> None:
    make_direct(alice, [bob])
    server.faults["rcpt"] = ["451 later"]
    with refusing(DELIVERY, "OLD.state = 'claimed' AND NEW.state = 'held'", code=code):
        assert sweep(far_within_hours()) == 0
        assert refused() == 2
    held = Delivery.objects.get()
    assert (held.state, held.attempts, held.lease) == ("held", 1, None)


@codes
@pytest.mark.parametrize(
    "event",
    [
        "UPDATE ON threads_thread",
        "INSERT ON threads_message",
        "INSERT ON threads_ask",
        "INSERT ON notifications_notification",
        "INSERT ON notifications_delivery",
    ],
)
def test_a_post_is_whole_or_nothing_and_its_second_try_makes_it_once(
    event: str, code: str, alice: User, bob: User
) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    before = state_of(thread)
    browser = Client(raise_request_exception=False)
    browser.force_login(alice)
    form = {"text": f"@{bob.handle} the key?", "client_id": str(uuid.uuid4()), "urgency": "norm"}

    def send() -> int:
        address = reverse("messages", args=[thread.pk])
        return int(browser.post(address, form, headers={"Accept": "application/json"}).status_code)

    with refusing(event, code=code):
        first = send()
        assert refused() > 0
        if first == 500:
            assert state_of(thread) == before
    assert send() == 201
    assert send() == 201
    after = state_of(thread)
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1, 1, 1]


def state_of(thread: Thread) -> list[Any]:
    return [
        Thread.objects.get(pk=thread.pk).last_number,
        Message.objects.count(),
        Ask.objects.count(),
        Notification.objects.count(),
        Delivery.objects.count(),
    ]
