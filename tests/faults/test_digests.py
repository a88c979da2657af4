"""The power goes while digests are sent: each is told, and twice is told the same mail only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import User
from notifications.crash import CRASHED
from notifications.digest import plans
from notifications.digest.send import send_due
from notifications.models import Digest, DigestPlan
from tests.factories import make_direct
from tests.faults.desk import sweep_in_another_process
from tests.notifications.smtp_server import smtp_server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("label", "mails"), [("digest claimed", 1), ("digest accepted", 2)])
def test_a_worker_dies_and_the_next_one_sends_the_same_mail(
    label: str, mails: int, alice: User, bob: User
) -> None:
    plans.replan([bob.pk])
    DigestPlan.objects.exclude(user=bob).update(next_at=None)
    make_direct(alice, [bob], text="Hello.")
    plan = DigestPlan.objects.get(user=bob)
    assert plan.next_at
    now = plan.next_at + timedelta(minutes=5)
    with smtp_server() as server:
        died = sweep_in_another_process(
            now, mail_port=server.port, crash_at=label, sweep="notifications.digest.send.send_due"
        )
        assert died == CRASHED
        assert send_due(now) == 0
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE notifications_digest SET leased_until = clock_timestamp() - interval '1 s'"
            )
        assert send_due(now) == 1
        assert len(server.mails) == mails
        assert len({mail["Message-ID"] for mail in server.mails}) == 1
    digest = Digest.objects.get()
    assert (digest.state, digest.lease) == ("sent", None)
