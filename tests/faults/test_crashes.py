"""The power goes at each labelled place: nothing is lost, and twice is told the same mail only."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from config.data_folder import PROJECT
from notifications import subscribers
from notifications.crash import CRASHED
from notifications.models import Delivery, FanOut, Reminder
from notifications.outbox import sweep
from tests.cast import person
from tests.factories import make_direct
from tests.faults.desk import sweep_in_another_process
from tests.faults.troubled_smtp import Troubled
from threads.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def far_within_hours() -> datetime:
    """A Tuesday noon in Lisbon, when everything posted now is due."""
    now = timezone.now()
    return (now + timedelta(days=(1 - now.weekday()) % 7 + 7)).replace(hour=12, minute=0)


def run_out_of_leases() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_delivery SET leased_until = clock_timestamp() - interval '1 s'")


def test_every_labelled_place_is_in_a_test() -> None:
    labels = {label for app in ("notifications", "threads", "accounts") for label in labels_in(PROJECT / app)}
    assert {"claimed", "accepted", "digest accepted"} <= labels
    tests = "".join(path.read_text() for path in (PROJECT / "tests").rglob("test_*.py"))
    assert not [label for label in labels if f'"{label}"' not in tests]


def labels_in(app: Path) -> set[str]:
    return {
        label
        for path in app.rglob("*.py")
        for label in re.findall(r'(?<!def )crash_point\("(.+?)"\)', path.read_text())
    }


@pytest.mark.parametrize(
    ("label", "mails", "attempts"),
    [("claimed", 1, 0), ("settled", 1, 1), ("accepted", 2, 1), ("finished", 1, 0)],
)
def test_a_worker_dies_and_the_next_one_finds_everything(
    label: str, mails: int, attempts: int, alice: User, bob: User, server: Troubled
) -> None:
    make_direct(alice, [bob])
    now = far_within_hours()
    died = sweep_in_another_process(now, mail_port=server.port, crash_at=label)
    assert died == CRASHED
    # Its lease runs: it might be slow, and nobody sends what it may be sending.
    assert sweep(now) == 0
    run_out_of_leases()
    sweep(now)
    assert len(server.ids) == mails
    assert len(set(server.ids)) == 1
    ended = Delivery.objects.get()
    assert (ended.state, ended.attempts, ended.lease) == ("sent", attempts, None)


def test_a_worker_that_dies_in_the_middle_of_a_batch_doubles_one_mail_at_most(
    alice: User, server: Troubled
) -> None:
    crowd = [person(f"F{number} Lee") for number in range(5)]
    make_direct(alice, crowd, title="One")
    make_direct(alice, crowd, title="Two")
    now = far_within_hours()
    assert sweep_in_another_process(now, mail_port=server.port, crash_at="accepted") == CRASHED
    run_out_of_leases()
    assert sweep(now) == 10
    assert len(server.ids) == 6
    assert len(set(server.ids)) == 5
    assert set(server.to) == {one.email for one in crowd}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_a_mail_that_kills_every_worker_ends_and_nobody_else_pays(
    alice: User, bob: User, server: Troubled
) -> None:
    crowd = [person(f"F{number} Lee") for number in range(5)]
    make_direct(alice, [*crowd[:2], bob, *crowd[2:]])
    now = far_within_hours()
    for deaths in range(20):
        if sweep_in_another_process(now, mail_port=server.port, deadly=bob.email) == 0:
            break
        run_out_of_leases()
        if deaths == 2:
            # Whoever was with it in the first batch is through by now.
            assert sorted(server.to) == sorted(one.email for one in crowd)
    assert deaths == 12
    dead = Delivery.objects.get(recipient=bob)
    assert (dead.state, dead.outcome) == ("failed", "gave_up")
    assert set(Delivery.objects.exclude(recipient=bob).values_list("state", flat=True)) == {"sent"}
    assert max(Delivery.objects.exclude(recipient=bob).values_list("attempts", flat=True)) <= 1
    assert len(server.ids) == len(set(server.ids)) == 5


def test_a_worker_that_dies_while_writing_many_notifications_writes_each_once(
    alice: User, server: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribers, "THRESHOLD", 3)
    crowd = [person(f"F{number} Lee") for number in range(6)]
    make_direct(alice, crowd)
    assert FanOut.objects.get().finished_at is None
    assert not Delivery.objects.exists()
    now = far_within_hours()
    assert sweep_in_another_process(now, mail_port=server.port, crash_at="fan-out") == CRASHED
    assert not Delivery.objects.exists()
    assert sweep(now) == 6
    assert sorted(server.to) == sorted(one.email for one in crowd)
    assert FanOut.objects.get().finished_at


def test_a_worker_that_dies_while_reminding_reminds_once(alice: User, bob: User, server: Troubled) -> None:
    thread = make_direct(alice, [bob])
    now = far_within_hours()
    assert sweep(now) == 1
    message = Message.objects.get(thread=thread)
    Reminder.objects.create(user=bob, message=message, at=now)
    assert sweep_in_another_process(now, mail_port=server.port, crash_at="reminders") == CRASHED
    assert Reminder.objects.get().told_at is None
    assert Delivery.objects.count() == 1
    assert sweep(now) == 1
    assert sweep(now) == 0
    assert server.to == [bob.email, bob.email]
    assert Reminder.objects.get().told_at == now
