"""The clock of the machine jumps: ahead, one sweep is skipped; back, things leave later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import User
from notifications import clock as clock_module
from notifications.outbox import sweep
from tests.factories import make_direct
from tests.notifications.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("leap", [timedelta(hours=2), timedelta(days=1)])
def test_a_leap_ahead_costs_one_sweep_and_a_warning(
    leap: timedelta,
    alice: User,
    bob: User,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_direct(alice, [bob])
    sweep()
    monkeypatch.setattr(clock_module, "monotonic", lambda: 0.0)
    sweep()
    clock.on(seconds=leap.total_seconds())
    caplog.clear()
    assert sweep() == 0
    assert "leapt" in caplog.text
    assert sweep() == 1
    assert len(mail.outbox) == 1


def test_a_leap_back_sends_nothing_twice_and_loses_nothing(alice: User, bob: User, clock: Clock) -> None:
    make_direct(alice, [bob])
    clock.on(minutes=5)
    assert sweep() == 1
    clock.on(hours=-2)
    assert sweep() == 0
    make_direct(alice, [bob])
    clock.on(hours=2)
    assert sweep() == 1
    assert len(mail.outbox) == 2
