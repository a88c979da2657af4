"""Mails byte by byte, as a mail server gets them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from accounts.models import User
from notifications.digest import plans
from notifications.digest.send import send_due
from notifications.models import DigestPlan
from notifications.outbox import sweep
from tests.factories import make_direct
from tests.faults.troubled_smtp import Troubled, troubled_smtp
from tests.notifications.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[Troubled]:
    long = f"https://messages.{'a-very-long-name-of-an-office.' * 4}example.org"
    with troubled_smtp() as found, override_settings(BOBBIN_URL=long):
        yield found


def headers(raw: bytes) -> list[bytes]:
    return raw.partition(b"\r\n\r\n")[0].split(b"\r\n")


def check(raw: bytes) -> None:
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    [link] = [line for line in headers(raw) if line.lower().startswith(b"list-unsubscribe:")]
    assert link.startswith(b"List-Unsubscribe: <https://messages.")
    assert link.endswith(b"/>")
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers(raw)
    # A header's value begins on the line of its name.
    assert not any(line.rstrip().endswith(b":") for line in headers(raw))


def test_a_bundle_tells_on_one_line_how_to_unsubscribe(
    alice: User, bob: User, server: Troubled, clock: Clock
) -> None:
    make_direct(alice, [bob], title="Żółć " * 30, text="é" * 3_000)
    clock.on(minutes=5)
    assert sweep() == 1
    check(server.raw[0])
    assert str(server.mails[0]["Subject"]).startswith("Alice to you: Żółć Żółć")


def test_a_digest_tells_it_as_well(alice: User, bob: User, server: Troubled, clock: Clock) -> None:
    plans.replan([bob.pk])
    make_direct(alice, [bob], text="Hello.")
    clock.on(days=1, minutes=5)
    DigestPlan.objects.exclude(user=bob).update(next_at=None)
    assert send_due(clock.at) == 1
    check(server.raw[0])
