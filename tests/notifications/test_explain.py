"""`explain_delivery` tells an operator what became of one notification, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from notifications import words
from notifications.hold import Why
from notifications.models import Delivery
from notifications.outbox import sweep
from notifications.release import Outcome
from tests.factories import make_channel, make_thread
from tests.notifications.conftest import Clock
from threads.actions.mark_read import mark_read
from threads.models import Thread

pytestmark = pytest.mark.django_db


def explain(message: str, person: str) -> str:
    answer = StringIO()
    call_command("explain_delivery", message, person, stdout=answer)
    return answer.getvalue()


@pytest.fixture
def thread(alice: User, bob: User, clock: Clock) -> Thread:
    clock.to(datetime(2026, 11, 20, 21, 0, tzinfo=UTC))
    return make_thread(alice, channel=make_channel(alice, members=[bob]), title="Otters")


def test_it_tells_why_something_is_held(thread: Thread, bob: User) -> None:
    told = explain(f"{thread.pk}#1", "bob")
    assert "Otters #1, for Bob Santos in Europe/Lisbon" in told
    assert "Held until Mon 09:00, when your working hours begin." in told


def test_it_tells_that_it_was_sent(thread: Thread, bob: User, clock: Clock) -> None:
    clock.to(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    sweep()
    assert "Sent Mon 09:00; it was held until your working hours began." in explain(
        f"{thread.pk}#1", bob.email
    )


def test_it_tells_why_it_was_not_sent(thread: Thread, bob: User) -> None:
    mark_read(user=bob, thread=thread, number=1)
    assert "Not sent: you had read it in the app." in explain(f"{thread.pk}#1", "bob")


def test_it_tells_why_there_is_nothing_to_tell(thread: Thread, alice: User, dave: User) -> None:
    assert "they wrote it" in explain(f"{thread.pk}#1", "alice")
    assert "does not concern them" in explain(f"{thread.pk}#1", "dave")


@pytest.mark.parametrize(("message", "person"), [("9#9", "bob"), ("x", "bob"), ("1", "nobody")])
def test_what_does_not_exist_is_said(message: str, person: str, bob: User) -> None:
    with pytest.raises(CommandError):
        explain(message, person)


def test_there_is_a_sentence_for_every_way_a_delivery_can_stand() -> None:
    now = timezone.now()
    states: list[dict[str, object]] = [{"state": "claimed"}, {"state": "failed", "outcome": "gave_up"}]
    states.append({"state": "failed", "outcome": "refused: 550 no"})
    for reason in Why:
        states.append({"state": "held", "why": reason.value, "release_at": now + timedelta(hours=1)})
        states.append({"state": "sent", "why": reason.value, "ended_at": now})
    states += [{"state": "suppressed", "outcome": outcome.value} for outcome in Outcome]
    sentences = [words.why(Delivery(**facts), now) for facts in states]
    assert all(sentence.endswith((".", "no")) and "%(" not in sentence for sentence in sentences)
    assert len(set(sentences)) >= len(states) - 2
