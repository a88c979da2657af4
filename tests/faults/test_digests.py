"""The power, the mail server or Postgres goes while digests are sent: each is told, and twice is
told the same mail only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection

from accounts.models import User
from notifications.crash import CRASHED
from notifications.digest import plans, send
from notifications.digest.send import send_due
from notifications.models import Breaker, Digest, DigestPlan
from notifications.transports import smtp
from tests.cast import person
from tests.factories import make_direct
from tests.faults.desk import sweep_in_another_process
from tests.faults.postgres_faults import DEADLOCK, SERIALIZATION, SHUTDOWN, refused, refusing
from tests.faults.troubled_smtp import Troubled

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(alice: User) -> list[User]:
    """Everybody has news, and is due at once."""
    people = [person(f"F{number} Lee") for number in range(6)]
    due([one.pk for one in people])
    make_direct(alice, people, text="Hello.")
    return people


@pytest.fixture
def now(crowd: list[User]) -> datetime:
    return moment()


def due(ids: list[int]) -> None:
    plans.replan(ids)
    DigestPlan.objects.exclude(user__in=ids).update(next_at=None)


def moment() -> datetime:
    plan = DigestPlan.objects.filter(next_at__isnull=False).first()
    assert plan
    assert plan.next_at
    return plan.next_at + timedelta(minutes=5)


def run_out_of_leases() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_digest SET leased_until = clock_timestamp() - interval '1 s'")


def states() -> list[str]:
    return sorted(Digest.objects.values_list("state", flat=True))


@pytest.mark.parametrize(("label", "mails"), [("digest claimed", 1), ("digest accepted", 2)])
def test_a_worker_dies_and_the_next_one_sends_the_same_mail(
    label: str, mails: int, alice: User, bob: User, server: Troubled
) -> None:
    due([bob.pk])
    make_direct(alice, [bob], text="Hello.")
    now = moment()
    died = sweep_in_another_process(
        now, mail_port=server.port, crash_at=label, sweep="notifications.digest.send.send_due"
    )
    assert died == CRASHED
    assert send_due(now) == 0
    run_out_of_leases()
    assert send_due(now) == 1
    assert len(server.ids) == mails
    assert len(set(server.ids)) == 1
    digest = Digest.objects.get()
    assert (digest.state, digest.lease) == ("sent", None)


@pytest.mark.parametrize("code", [DEADLOCK, SERIALIZATION, SHUTDOWN])
def test_what_the_server_took_is_written_down_however_often_it_takes(
    code: str, crowd: list[User], now: datetime, server: Troubled
) -> None:
    with refusing("UPDATE ON notifications_digest", "NEW.state = 'sent'", code=code, times=3):
        assert send_due(now) == 6
        assert refused() == 9
    assert states() == ["sent"] * 6
    run_out_of_leases()
    assert send_due(now) == 0
    assert len(server.ids) == len(set(server.ids)) == 6


def test_a_deadlock_before_anything_is_sent_leaves_all_to_the_next_sweep(
    crowd: list[User], now: datetime, server: Troubled
) -> None:
    with refusing("UPDATE ON notifications_digest", "NEW.state = 'claimed'"):
        with pytest.raises(OperationalError):
            send_due(now)
        assert not server.ids
        assert send_due(now) == 6
    assert len(server.ids) == len(set(server.ids)) == 6


@pytest.mark.parametrize("fault", ["421 closed", "554 no", "cut", "drip"])
def test_a_server_that_is_down_is_one_failure_and_costs_no_digest(
    fault: str, crowd: list[User], now: datetime, server: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "monotonic", server.clock)
    monkeypatch.setattr(send, "CHUNK", 2)
    server.always["greeting"] = fault
    assert send_due(now) == 0
    assert Breaker.objects.get().failures == 1
    assert not server.outlasted
    server.always.clear()
    assert send_due(now + timedelta(seconds=20)) == 6
    assert states() == ["sent"] * 6
    assert not Breaker.objects.exists()
    assert len(server.ids) == len(set(server.ids)) == 6


@pytest.mark.parametrize(("fault", "mails"), [("hang", 7), ("cut", 7), ("421 busy", 6), ("451 later", 6)])
def test_one_that_goes_wrong_is_tried_again_as_the_same_mail_and_delays_no_other(
    fault: str, mails: int, crowd: list[User], now: datetime, server: Troubled
) -> None:
    server.faults["end"] = ["", fault]
    assert send_due(now) == 5
    assert send_due(now) == 0
    run_out_of_leases()
    assert send_due(now + timedelta(minutes=2)) == 1
    assert states() == ["sent"] * 6
    assert len(server.ids) == mails
    assert len(set(server.ids)) == 6


def test_what_breaks_the_reading_of_one_delays_no_other(
    crowd: list[User], now: datetime, server: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisonous = crowd[2].pk
    read = plans.read

    def broken(user_ids: list[int], at: datetime) -> object:
        if poisonous in user_ids and Digest.objects.exists():
            raise ZeroDivisionError
        return read(user_ids, at)

    monkeypatch.setattr(plans, "read", broken)
    assert send_due(now) == 5
    assert states() == ["claimed", *["sent"] * 5]
    monkeypatch.setattr(plans, "read", read)
    run_out_of_leases()
    assert send_due(now) == 1
