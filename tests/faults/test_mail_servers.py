"""A mail server fails at each step of a conversation: nothing is lost, nobody pays for another."""

from __future__ import annotations

import pytest
from django.test import override_settings

from accounts.models import User
from notifications import outbox
from notifications.models import Breaker, Delivery, MailTrouble
from notifications.outbox import sweep
from notifications.transports import smtp
from tests.cast import person
from tests.factories import make_direct
from tests.faults.troubled_smtp import Troubled
from tests.notifications.conftest import Clock
from tests.notifications.smtp_server import pointing_to
from tests.stack import free_port

pytestmark = pytest.mark.django_db

BEFORE = ("greeting", "hello", "mail")
OF_A_MAIL = ("rcpt", "data", "end")


@pytest.fixture
def due(alice: User, bob: User, dave: User, clock: Clock) -> None:
    """One mail for bob and one for dave."""
    make_direct(alice, [bob, dave], title="Two keys")
    clock.on(minutes=5)


def facts() -> set[tuple[str, int]]:
    return set(Delivery.objects.values_list("state", "attempts"))


@pytest.mark.parametrize("stage", BEFORE)
@pytest.mark.parametrize("fault", ["421 busy", "451 later", "554 go away", "cut", "drip"])
def test_before_a_recipient_is_named_only_the_server_is_to_blame(
    stage: str, fault: str, due: None, server: Troubled, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "monotonic", server.clock)
    server.always[stage] = fault
    assert sweep() == 0
    assert facts() == {("held", 0)}
    assert Breaker.objects.get().failures == 1
    assert not MailTrouble.objects.exists()
    assert not server.outlasted
    server.always.clear()
    assert sweep() == 0
    clock.on(seconds=16)
    assert sweep() == 2
    assert sorted(server.to) == ["bob@rill.example", "dave@rill.example"]
    assert not Breaker.objects.exists()


@pytest.mark.parametrize("stage", OF_A_MAIL)
@pytest.mark.parametrize("fault", ["421 busy", "451 later", "cut", "drip"])
def test_what_goes_wrong_with_one_mail_waits_for_another_try_and_the_other_leaves(
    stage: str, fault: str, due: None, server: Troubled, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "monotonic", server.clock)
    server.faults[stage] = [fault]
    assert sweep() == 1
    assert facts() == {("sent", 0), ("held", 1)}
    assert not Breaker.objects.exists()
    assert not server.outlasted
    clock.on(minutes=2)
    assert sweep() == 1
    assert facts() == {("sent", 0), ("sent", 1)}
    assert set(server.to) == {"bob@rill.example", "dave@rill.example"}
    is_in_doubt = stage == "end" and fault in ("cut", "drip")
    assert len(server.ids) == (3 if is_in_doubt else 2)
    assert len(set(server.ids)) == 2


@pytest.mark.parametrize("stage", OF_A_MAIL)
def test_what_is_refused_for_good_fails_for_that_person_only(stage: str, due: None, server: Troubled) -> None:
    server.faults[stage] = ["554 no"]
    assert sweep() == 1
    assert facts() == {("sent", 0), ("failed", 0)}
    [trouble] = MailTrouble.objects.all()
    assert trouble.answer == "554 no"
    assert trouble.email not in server.to
    assert not Breaker.objects.exists()


@pytest.mark.parametrize("stage", ["greeting", "rcpt", "end"])
def test_a_server_that_hangs_is_left_in_time(stage: str, due: None, server: Troubled, clock: Clock) -> None:
    server.faults[stage] = ["hang"]
    sweep()
    clock.on(minutes=2)
    sweep()
    assert {state for state, _ in facts()} == {"sent"}
    assert set(server.to) == {"bob@rill.example", "dave@rill.example"}
    assert len(set(server.ids)) == 2


def test_a_busy_server_in_mid_batch_burns_no_attempt_of_those_who_come_later(
    alice: User, server: Troubled, clock: Clock
) -> None:
    make_direct(alice, [person(f"F{number} Lee") for number in range(6)])
    clock.on(minutes=5)
    server.faults["end"] = ["", "", "421 closing"]
    server.faults["greeting"] = ["", "421 closed"]
    assert sweep() == 2
    assert sorted(Delivery.objects.values_list("state", "attempts")) == [
        *[("held", 0)] * 3,
        ("held", 1),
        *[("sent", 0)] * 2,
    ]
    clock.on(minutes=2)
    assert sweep() == 4
    assert len(server.ids) == len(set(server.ids)) == 6


@pytest.mark.parametrize("fault", ["cut", "421 busy"])
def test_a_server_that_loses_every_mail_is_to_blame_from_the_third_on(
    fault: str, alice: User, server: Troubled, clock: Clock
) -> None:
    make_direct(alice, [person(f"F{number} Lee") for number in range(6)])
    clock.on(minutes=5)
    server.always["data"] = fault
    assert sweep() == 0
    assert server.heard.count("data") == 3
    assert sorted(Delivery.objects.values_list("state", "attempts")) == [
        *[("held", 0)] * 4,
        *[("held", 1)] * 2,
    ]
    assert Breaker.objects.get().failures == 1
    server.always.clear()
    clock.on(minutes=2)
    assert sweep() == 6
    assert len(server.ids) == len(set(server.ids)) == 6


def test_one_outage_is_one_failure_however_many_wait(
    alice: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_direct(alice, [person(f"F{number} Lee") for number in range(5)])
    clock.on(minutes=5)
    monkeypatch.setattr(outbox, "CHUNK", 1)
    with pointing_to(free_port()):
        assert sweep() == 0
    assert Breaker.objects.get().failures == 1
    assert facts() == {("held", 0)}


def test_a_clock_that_is_put_back_does_not_keep_the_breaker_shut(
    due: None, server: Troubled, clock: Clock
) -> None:
    held = clock.at
    clock.on(days=1)
    server.faults["greeting"] = ["554 no"]
    assert sweep(clock.at) == 0
    clock.to(held)
    assert sweep(clock.at) == 2


def test_a_mail_in_doubt_keeps_its_id_through_an_outage_and_a_refusal(
    alice: User, bob: User, server: Troubled, clock: Clock
) -> None:
    make_direct(alice, [bob])
    clock.on(minutes=5)
    server.faults["end"] = ["cut", "451 later"]
    assert sweep() == 0
    clock.on(minutes=2)
    with pointing_to(free_port()):
        assert sweep() == 0
    clock.on(minutes=1)
    assert sweep() == 0
    clock.on(minutes=10)
    assert sweep() == 1
    assert len(server.ids) == 2
    assert len(set(server.ids)) == 1


@pytest.mark.parametrize(
    ("offers", "stage", "fault"),
    [
        (["STARTTLS", "AUTH PLAIN"], "starttls", "454 not now"),
        (["AUTH PLAIN"], "", ""),
    ],
)
def test_no_password_travels_where_encryption_is_refused(
    offers: list[str], stage: str, fault: str, due: None, server: Troubled
) -> None:
    server.offers = offers
    if stage:
        server.always[stage] = fault
    with override_settings(EMAIL_USE_TLS=True, EMAIL_HOST_USER="team", EMAIL_HOST_PASSWORD="secret"):
        assert sweep() == 0
    assert "auth" not in server.heard
    assert facts() == {("held", 0)}
    assert Breaker.objects.get().failures == 1


@pytest.mark.parametrize(("stage", "fault"), [("auth", "535 no"), ("mail", "530 who"), ("rcpt", "530 who")])
def test_a_server_that_does_not_know_us_fails_nobody(
    stage: str, fault: str, due: None, server: Troubled, clock: Clock
) -> None:
    server.offers = ["AUTH PLAIN"]
    server.always[stage] = fault
    with override_settings(EMAIL_HOST_USER="team", EMAIL_HOST_PASSWORD="secret"):
        assert sweep() == 0
        assert facts() == {("held", 0)}
        assert not MailTrouble.objects.exists()
        server.always.clear()
        clock.on(seconds=16)
        assert sweep() == 2


def test_an_outage_of_a_week_loses_nothing(due: None, server: Troubled, clock: Clock) -> None:
    server.always["greeting"] = "421 closed"
    for _try in range(7 * 3):
        sweep(clock.on(hours=8))
    assert facts() == {("held", 0)}
    server.always.clear()
    assert sweep(clock.on(minutes=6)) == 2
    assert not Breaker.objects.exists()
