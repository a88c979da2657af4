"""The clock of the machine jumps: ahead, one sweep is skipped; back, things leave later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import User
from notifications import clock as clock_module
from notifications.digest import plans
from notifications.digest.send import send_due
from notifications.models import Delivery, Digest, DigestPlan, Preference
from notifications.outbox import sweep
from tests.factories import make_direct
from tests.notifications.conftest import Clock

pytestmark = pytest.mark.django_db

LEAPS = [timedelta(hours=2), timedelta(days=1, minutes=10)]


@pytest.fixture
def digest_at_five_past_ten(bob: User, clock: Clock) -> None:
    """Bob's, and nobody else's; a mail beside it for what is due earlier or later."""
    Preference.objects.create(user=bob, digest_at=10 * 60 + 5)
    plans.replan([bob.pk])
    DigestPlan.objects.exclude(user=bob).update(next_at=None)


@pytest.mark.parametrize("leap", LEAPS)
def test_a_leap_ahead_costs_one_sweep_and_a_warning(
    leap: timedelta,
    alice: User,
    dave: User,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_direct(alice, [dave])
    sweep()
    monkeypatch.setattr(clock_module, "monotonic", lambda: 0.0)
    sweep()
    clock.on(seconds=leap.total_seconds())
    caplog.clear()
    assert sweep() == 0
    assert "leapt" in caplog.text
    assert sweep() == 1
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("leap", LEAPS)
def test_digests_look_at_the_clock_for_themselves(
    leap: timedelta,
    alice: User,
    bob: User,
    digest_at_five_past_ten: None,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_direct(alice, [bob])
    sweep()
    send_due()
    monkeypatch.setattr(clock_module, "monotonic", lambda: 0.0)
    sweep()
    send_due()
    clock.on(seconds=leap.total_seconds())
    assert sweep() == 0
    caplog.clear()
    assert send_due() == 0
    assert "leapt" in caplog.text
    assert not mail.outbox
    assert send_due() == 1
    assert len(mail.outbox) == 1


def test_a_clock_that_is_set_right_by_minutes_costs_nothing(
    alice: User, dave: User, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(clock_module, "monotonic", lambda: 0.0)
    make_direct(alice, [dave])
    assert sweep() == 0
    clock.on(minutes=5)
    assert sweep() == 1
    assert "leapt" not in caplog.text


@pytest.mark.parametrize("leap", LEAPS)
def test_a_leap_back_sends_nothing_twice_and_loses_nothing(
    leap: timedelta, alice: User, dave: User, clock: Clock
) -> None:
    clock.on(days=2, hours=3)
    make_direct(alice, [dave])
    clock.on(minutes=5)
    assert sweep() == 1
    clock.to(clock.at - leap)
    assert sweep() == 0
    make_direct(alice, [dave])
    clock.on(minutes=5)
    assert sweep() == 1
    clock.to(clock.at + leap)
    assert sweep() == 0
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("leap", LEAPS)
def test_a_leap_back_brings_no_second_digest_and_leaves_no_gap(
    leap: timedelta, alice: User, bob: User, digest_at_five_past_ten: None, clock: Clock
) -> None:
    clock.on(days=2)
    make_direct(alice, [bob], title="Before")
    clock.on(minutes=10)
    assert send_due() == 1
    clock.to(clock.at - leap)
    make_direct(alice, [bob], title="Meanwhile")
    for _step in range(6):
        clock.on(minutes=leap.total_seconds() / 60 / 6)
        send_due()
        sweep()
    clock.on(days=1)
    send_due()
    sweep()
    chain = list(Digest.objects.order_by("after").values_list("local_date", "after", "until"))
    assert len({day for day, _, _ in chain}) == len(chain)
    assert [after for _, after, _ in chain[1:]] == [until for _, _, until in chain[:-1]]
    told = "".join(str(one.body) for one in mail.outbox)
    assert told.count("Before") >= 1
    assert told.count("Meanwhile") >= 1
    assert set(Delivery.objects.values_list("state", flat=True)) <= {"sent", "suppressed"}
