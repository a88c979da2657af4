"""Urgency in the composer and in the form for a new thread, and its mark on messages."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel, make_direct, make_thread, post
from tests.plain_forms import press
from threads.actions.edit_message import delete_message
from threads.actions.post_message import post_message
from threads.addressing import AUTO
from threads.models import Ask, Channel, Message, Thread, UrgentPolicy

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(alice: User, bob: User) -> Thread:
    return make_thread(alice, channel=make_channel(alice, members=[bob]))


def reply(author: User, thread: Thread, text: str, **fields: object) -> Message:
    browser = signed_in(author)
    answer = press(browser, browser.get(thread.get_absolute_url()), "Send", text=text, **fields)
    assert answer.status_code == 302
    return thread.messages.latest("number")


def test_a_form_without_a_choice_asks_whoever_is_named(thread: Thread, alice: User, bob: User) -> None:
    assert reply(alice, thread, "Noted.").urgency == "none"
    message = reply(alice, thread, "@bob, which one?")
    assert message.urgency == "norm"
    assert Ask.objects.get().person == bob
    assert reply(alice, thread, "For somebody@elsewhere.example.").urgency == "none"


def test_a_choice_wins_over_what_is_usual(thread: Thread, alice: User) -> None:
    assert reply(alice, thread, "@bob, for your notes.", urgency="none").urgency == "none"
    assert reply(alice, thread, "@bob, some day.", urgency="relaxed").urgency == "relaxed"


def test_a_direct_thread_asks_when_it_begins_and_by_name_after(alice: User, bob: User) -> None:
    thread = make_direct(alice, [bob])
    browser = signed_in(alice)
    browser.post("/threads/new/?to=bob", {"to": "bob", "title": "Keys", "text": "Where are they?"})
    assert Thread.objects.get(title="Keys").messages.get().urgency == "norm"
    assert post_message(author=bob, thread=thread, text="Found them.", urgency=AUTO).urgency == "none"
    named = post_message(author=bob, thread=thread, text="@alice, shall I?", urgency=AUTO)
    assert named.urgency == "norm"


def test_a_new_thread_asks_whoever_is_responsible(alice: User, bob: User) -> None:
    channel, browser = make_channel(alice, members=[bob]), signed_in(alice)
    page = browser.get(f"/threads/new/?channel={channel.pk}")
    press(browser, page, "Start thread", title="Rota", text="Please see to it.", responsible=bob.pk)
    assert Ask.objects.get().person == bob


def test_urgent_is_refused_at_its_reason(thread: Thread, alice: User) -> None:
    browser = signed_in(alice)
    fields = {"text": "@bob, stop the pumps.", "urgency": "urgent"}
    address = f"/t/{thread.pk}/messages/"
    page = browser.post(address, fields)
    assert page.status_code == 422
    assert 'id="id_urgent_reason_error"' in page.content.decode()
    answer = browser.post(address, fields, headers={"Accept": "application/json"}).json()
    assert list(answer["errors"]) == ["urgent_reason"]
    sent = browser.post(address, {**fields, "urgent_reason": "The cellar fills up."})
    assert sent.status_code == 302
    page = browser.get(thread.get_absolute_url())
    assert "The cellar fills up." in page.content.decode()


def test_a_new_thread_is_refused_where_urgent_is_off(alice: User, bob: User) -> None:
    channel, browser = make_channel(alice, members=[bob]), signed_in(alice)
    UrgentPolicy.objects.create(channel=channel, is_allowed=False)
    fields = {"kind": "discussion", "title": "Pumps", "text": "@bob, stop them.", "urgency": "urgent"}
    page = browser.post(f"/threads/new/?channel={channel.pk}", {**fields, "urgent_reason": "Water."})
    assert page.status_code == 422
    assert "switched off here" in page.content.decode()
    assert not Thread.objects.exists()


def test_what_was_chosen_stands_there_after_a_refusal(thread: Thread, alice: User) -> None:
    page = signed_in(alice).post(f"/t/{thread.pk}/messages/", {"text": " ", "urgency": "relaxed"})
    assert page.status_code == 422
    assert 'value="relaxed" checked' in page.content.decode()


def test_a_message_shows_its_urgency_until_it_is_deleted(thread: Thread, alice: User, bob: User) -> None:
    post_message(author=alice, thread=thread, text="@bob?", urgency="relaxed")
    post(alice, thread)
    log = signed_in(bob).get(f"/t/{thread.pk}/messages/").content.decode()
    assert log.count('data-level="1"') == log.count("When you can") == 1
    delete_message(actor=alice, message=Message.objects.get(urgency="relaxed"))
    assert "When you can" not in signed_in(bob).get(f"/t/{thread.pk}/messages/").content.decode()


def test_a_watercooler_asks_for_no_urgency(alice: User) -> None:
    channel = make_channel(alice, kind=Channel.Kind.WATERCOOLER)
    browser, thread = signed_in(alice), make_thread(alice, channel=channel)
    for address in (thread.get_absolute_url(), f"/threads/new/?channel={channel.pk}"):
        assert 'name="urgency"' not in browser.get(address).content.decode()
