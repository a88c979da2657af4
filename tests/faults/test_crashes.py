"""The power goes at each labelled place: nothing is lost, and twice is told the same mail only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from notifications import subscribers
from notifications.crash import CRASHED
from notifications.models import Delivery, FanOut
from notifications.outbox import sweep
from tests.cast import person
from tests.factories import make_direct
from tests.faults.desk import sweep_in_another_process
from tests.notifications.smtp_server import smtp_server

pytestmark = pytest.mark.django_db(transaction=True)


def far_within_hours() -> datetime:
    """A Tuesday noon in Lisbon, when everything posted now is due."""
    now = timezone.now()
    return (now + timedelta(days=(1 - now.weekday()) % 7 + 7)).replace(hour=12, minute=0)


def run_out_of_leases() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_delivery SET leased_until = clock_timestamp() - interval '1 s'")


@pytest.mark.parametrize(
    ("label", "mails"), [("claimed", 1), ("settled", 1), ("accepted", 2), ("finished", 1)]
)
def test_a_worker_dies_and_the_next_one_finds_everything(
    label: str, mails: int, alice: User, bob: User
) -> None:
    make_direct(alice, [bob])
    now = far_within_hours()
    with smtp_server() as server:
        died = sweep_in_another_process(now, mail_port=server.port, crash_at=label)
        assert died == CRASHED
        assert sweep(now) == 0
        run_out_of_leases()
        sweep(now)
        assert len(server.mails) == mails
        assert len(set(server.ids)) == 1
    ended = Delivery.objects.get()
    assert (ended.state, ended.lease) == ("sent", None)


def test_a_worker_that_dies_while_writing_many_notifications_writes_each_once(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribers, "THRESHOLD", 3)
    crowd = [person(f"F{number} Lee") for number in range(6)]
    make_direct(alice, crowd)
    assert FanOut.objects.get().finished_at is None
    assert not Delivery.objects.exists()
    now = far_within_hours()
    with smtp_server() as server:
        assert sweep_in_another_process(now, mail_port=server.port, crash_at="fan-out") == CRASHED
        assert not Delivery.objects.exists()
        assert sweep(now) == 6
        assert sorted(server.to) == sorted(one.email for one in crowd)
    assert FanOut.objects.get().finished_at
