"""Two workers and two beats: whatever is due leaves once, and one mail a person."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.core import mail
from django.db import connection, transaction

from accounts.models import User
from notifications import claims
from notifications.models import Delivery
from notifications.outbox import sweep
from tests.cast import person
from tests.factories import make_direct
from tests.faults.desk import at_once
from tests.faults.test_crashes import far_within_hours

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sweeps_at_once_send_everything_once(alice: User) -> None:
    crowd = [person(f"F{number} Lee") for number in range(25)]
    for _thread in range(3):
        make_direct(alice, crowd)
    now = far_within_hours()
    assert sum(at_once(lambda: sweep(now))) == 75
    assert sorted(one.to[0] for one in mail.outbox) == sorted(one.email for one in crowd)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_while_one_sweep_takes_what_is_due_for_somebody_no_other_does(alice: User, bob: User) -> None:
    """What becomes due meanwhile would be a second mail beside the first."""
    make_direct(alice, [bob])
    now = far_within_hours()
    taken, go = threading.Event(), threading.Event()

    def take_slowly() -> None:
        with transaction.atomic():
            claims.claim(uuid.uuid4(), now, ())
            taken.set()
            go.wait(30)
        connection.close()

    other = threading.Thread(target=take_slowly)
    other.start()
    try:
        assert taken.wait(30)
        make_direct(alice, [bob])
        assert claims.claim(uuid.uuid4(), now, ()) == {}
    finally:
        go.set()
        other.join()
    assert len(claims.claim(uuid.uuid4(), now, ())) == 1
