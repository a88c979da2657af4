"""What a mail server gets to see, and what becomes of it when the server misbehaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import Client

from accounts.models import User
from notifications.models import Breaker, Delivery, MailTrouble, Unsubscription
from notifications.outbox import sweep
from notifications.refusals import trouble_of
from tests.factories import make_channel, make_direct, make_thread, post
from tests.notifications.conftest import Clock
from tests.notifications.smtp_server import Server, pointing_to, smtp_server
from tests.stack import free_port
from threads.actions.post_message import post_message
from threads.markdown.excerpt import excerpt
from threads.models import Thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[Server]:
    with smtp_server() as found:
        yield found


@pytest.fixture
def thread(alice: User, bob: User, clock: Clock) -> Thread:
    """Due for bob."""
    channel = make_channel(alice, name="incidents", members=[bob])
    made = make_thread(alice, channel=channel, title="Gateways offline", text="All **three**.")
    clock.on(minutes=5)
    return made


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_mail_is_complete_as_text_and_as_html(
    thread: Thread, alice: User, bob: User, server: Server, clock: Clock
) -> None:
    post_message(author=alice, thread=thread, text=f"@{bob.handle} why?", urgency="norm")
    clock.on(minutes=5)
    assert sweep() == 2
    [mail] = server.mails
    assert str(mail["Subject"]) == "2 new messages in Gateways offline"
    for kind in ("plain", "html"):
        text = part(mail, kind)
        for words in ("Gateways offline", "#incidents", "Alice Moreau", "why?", "three", "Tue 17:30"):
            assert words.replace("Tue 17:30", "Tue 24 Nov 17:30" if kind == "plain" else "Tue 17:30") in text
        assert f"http://127.0.0.1:8000/t/{thread.pk}/" in text
        assert "/unsubscribe/" in text
    html = part(mail, "html")
    assert "<img" not in html
    assert "<script" not in html
    assert not re.search(r'(src|background)="', html)


def test_its_headers_say_what_it_is(thread: Thread, bob: User, server: Server) -> None:
    sweep()
    [mail] = server.mails
    root = f"<thread-{thread.pk}@127.0.0.1>"
    assert mail["In-Reply-To"] == mail["References"] == root
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(mail["List-Id"]) == f"<channel-{thread.channel_id}.127.0.0.1>"
    assert str(mail["Message-ID"]) == f"<{Delivery.objects.get().bundle.hex}@127.0.0.1>"  # type: ignore[union-attr]


def test_mail_of_several_threads_claims_no_thread(
    thread: Thread, alice: User, bob: User, server: Server, clock: Clock
) -> None:
    make_direct(alice, [bob], title="Just us")
    clock.on(minutes=5)
    sweep()
    [mail] = server.mails
    assert mail["References"] is None
    assert str(mail["Subject"]) == "Just us, and 1 more thread"


def test_what_people_call_things_makes_neither_headers_nor_markup(
    alice: User, bob: User, server: Server, clock: Clock
) -> None:
    User.objects.filter(pk=alice.pk).update(name="<b>Eve</b>\r\nBcc: all@rill.example")
    alice.refresh_from_db()
    make_direct(alice, [bob], title="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")
    clock.on(minutes=5)
    sweep()
    [mail] = server.mails
    assert mail["Bcc"] is None
    html = part(mail, "html")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>Eve" not in html


def test_a_temporary_refusal_is_tried_again_later(thread: Thread, server: Server, clock: Clock) -> None:
    server.answers = ["451 busy", "451 busy"]
    assert sweep() == 0
    held = Delivery.objects.get()
    assert (held.state, held.attempts, held.bundle) == ("held", 1, None)
    assert held.release_at
    assert timedelta(seconds=40) < held.release_at - clock.at < timedelta(seconds=80)
    assert sweep() == 0
    clock.on(minutes=2)
    assert sweep() == 0
    clock.on(minutes=4)
    assert sweep() == 1
    assert len(server.mails) == 1


def test_a_refusal_for_good_fails_that_person_only(
    thread: Thread, alice: User, bob: User, dave: User, server: Server, clock: Clock
) -> None:
    make_direct(alice, [bob, dave])
    clock.on(minutes=5)
    server.refuse[bob.email] = "550 5.1.1 no such mailbox"
    sweep()
    assert server.to == [dave.email]
    failed = Delivery.objects.filter(recipient=bob)
    assert {one.state for one in failed} == {"failed"}
    assert {one.outcome for one in failed} == {"refused: 550 5.1.1 no such mailbox"}
    trouble = trouble_of(bob)
    assert trouble
    assert trouble.answer == "550 5.1.1 no such mailbox"
    assert not Breaker.objects.exists()


def test_the_trouble_ends_with_the_next_mail_that_is_taken(
    thread: Thread, alice: User, bob: User, server: Server, clock: Clock
) -> None:
    server.answers = ["554 no"]
    sweep()
    assert MailTrouble.objects.get().user == bob
    post(alice, make_direct(alice, [bob]))
    clock.on(minutes=5)
    sweep()
    assert not MailTrouble.objects.exists()


def test_a_server_that_hangs_costs_one_attempt_and_keeps_the_id(
    thread: Thread, server: Server, clock: Clock
) -> None:
    server.answers = ["hang"]
    sweep()
    held = Delivery.objects.get()
    assert (held.state, held.attempts) == ("held", 1)
    assert held.bundle
    clock.on(minutes=2)
    sweep()
    assert server.ids == [f"<{held.bundle.hex}@127.0.0.1>"]


def test_a_line_that_is_cut_in_doubt_repeats_the_very_same_mail(
    thread: Thread, server: Server, clock: Clock
) -> None:
    server.answers = ["cut"]
    sweep()
    clock.on(minutes=2)
    sweep()
    assert len(server.ids) == 2
    assert len(set(server.ids)) == 1


def test_a_server_that_drops_the_line_after_taking_a_mail_gets_each_once(
    thread: Thread, alice: User, bob: User, dave: User, server: Server, clock: Clock
) -> None:
    server.answers = ["drop"]
    make_direct(alice, [bob, dave])
    clock.on(minutes=5)
    assert sweep() == 3
    assert sorted(server.to) == [bob.email, dave.email]
    assert {one.attempts for one in Delivery.objects.all()} == {0}


def test_a_dead_server_burns_no_attempt_and_is_left_alone_for_a_while(thread: Thread, clock: Clock) -> None:
    with pointing_to(free_port()):
        assert sweep() == 0
        held = Delivery.objects.get()
        assert (held.state, held.attempts) == ("held", 0)
        breaker = Breaker.objects.get()
        assert (breaker.failures, breaker.open_until) == (1, clock.at + timedelta(seconds=15))
        assert sweep() == 0
        assert Breaker.objects.get().failures == 1
        clock.on(seconds=16)
        sweep()
        assert Breaker.objects.get().failures == 2
    clock.on(minutes=5)
    with smtp_server() as server:
        assert sweep() == 1
        assert len(server.mails) == 1
    assert not Breaker.objects.exists()


def test_one_poisonous_message_holds_up_no_other(
    thread: Thread,
    alice: User,
    bob: User,
    dave: User,
    server: Server,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = post_message(author=alice, thread=thread, text=f"@{bob.handle} @{dave.handle} poison")
    clock.on(minutes=5)

    def poisoned(html: str, length: int) -> str:
        if "poison" in html:
            raise ZeroDivisionError
        return excerpt(html, length)

    monkeypatch.setattr("notifications.bundle_mail.excerpt", poisoned)
    assert sweep() == 1
    assert server.to == [bob.email]
    stuck = Delivery.objects.filter(notification__message=bad)
    assert {(one.recipient, one.state, one.attempts) for one in stuck} == {
        (bob, "held", 1),
        (dave, "held", 1),
    }
    for _day in range(20):
        clock.on(days=1)
        sweep()
    assert {(one.state, one.outcome) for one in stuck.all()} == {("failed", "gave_up")}


def test_opening_the_link_changes_nothing_and_posting_unsubscribes(
    thread: Thread, bob: User, server: Server, clock: Clock, alice: User
) -> None:
    sweep()
    [mail] = server.mails
    path = str(mail["List-Unsubscribe"]).strip(" <>").removeprefix("http://127.0.0.1:8000")
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    assert not Unsubscription.objects.exists()
    answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Unsubscription.objects.get().user == bob
    post(alice, make_direct(alice, [bob]))
    clock.on(minutes=10)
    sweep()
    assert len(server.mails) == 1
    assert stranger.post(path, {"undo": "1"}).status_code == 200
    assert not Unsubscription.objects.exists()


def test_what_is_held_when_somebody_unsubscribes_stays_in_the_app(
    thread: Thread, bob: User, server: Server
) -> None:
    Unsubscription.objects.create(user=bob, kind="bundle")
    sweep()
    assert not server.mails
    assert Delivery.objects.get().outcome == "unsubscribed"


@pytest.mark.parametrize("token", ["x", "WzEsIngiLCJkaWdlc3QiXQ:1:forged"])
def test_a_forged_link_is_none(token: str, bob: User) -> None:
    answer = Client().post(f"/unsubscribe/{token}/")
    assert answer.status_code == 404
    assert not Unsubscription.objects.exists()


def test_a_link_ends_with_the_address_it_was_sent_to(thread: Thread, bob: User, server: Server) -> None:
    sweep()
    path = str(server.mails[0]["List-Unsubscribe"]).strip(" <>").removeprefix("http://127.0.0.1:8000")
    User.objects.filter(pk=bob.pk).update(email="bob@elsewhere.example")
    assert Client().post(path).status_code == 404
