"""Redis is gone: people post all the same, and what is held leaves when a sweep comes by."""

from __future__ import annotations

import uuid

import pytest
import redis
from celery import current_app
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from notifications.models import Delivery
from notifications.outbox import sweep
from tests.factories import make_channel, make_thread
from tests.faults.test_crashes import far_within_hours
from tests.stack import free_port
from threads import carrier

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_urgent_message_is_posted_without_a_broker(
    alice: User, bob: User, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    nowhere = f"redis://127.0.0.1:{free_port()}/0"
    current_app.pool.force_close_all()  # type: ignore[attr-defined]
    monkeypatch.setattr(current_app.conf, "broker_url", nowhere)
    monkeypatch.setattr(current_app.conf, "broker_write_url", nowhere)
    monkeypatch.setattr(carrier, "_redis", lambda: redis.Redis.from_url(nowhere))
    client.force_login(alice)
    answer = client.post(
        reverse("messages", args=[thread.pk]),
        {
            "text": f"@{bob.handle} the key, please",
            "client_id": str(uuid.uuid4()),
            "urgency": "urgent",
            "urgent_reason": "It runs out at midnight",
            "confirmed": "1",
        },
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 201, answer.content
    assert "the worker could not be told at once" in caplog.text
    assert Delivery.objects.filter(urgent=True, state="held").count() == 1
    sweep(far_within_hours())
    assert [one.to for one in mail.outbox] == [[bob.email]]
