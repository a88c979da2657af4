"""The decision log, action items, saved messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.queries import schedule_for
from tests.cast import signed_in
from tests.factories import make_channel, make_direct, make_thread, post
from tests.plain_forms import press
from threads.actions.action_items import add_action_item, due_on, finish_action_item, strike_action_item
from threads.actions.change_channel import archive_channel
from threads.actions.change_thread import resolve_thread
from threads.actions.edit_message import delete_message
from threads.actions.membership import leave_channel
from threads.actions.refusals import Refused
from threads.actions.save_message import save_message
from threads.models import ActionItem, Channel, Message, SavedMessage, Thread
from threads.queries.action_items import agenda_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(bob: User, alice: User) -> Channel:
    return make_channel(bob, name="secret", is_private=True, members=[alice])


@pytest.fixture
def message(bob: User, secret: Channel) -> Message:
    return post(bob, make_thread(bob, channel=secret, title="The move"), "The keys are with the landlord.")


def shown(browser: Client, address: str) -> str:
    return " ".join(browser.get(address).content.decode().split())


# Saved messages


def test_a_message_is_saved_with_a_note_that_only_its_owner_sees(
    message: Message, alice: User, bob: User
) -> None:
    browser = signed_in(alice)
    menu = shown(browser, f"/m/{message.pk}/menu/")
    assert "Save…" in menu
    browser.post(f"/m/{message.pk}/save/", {"note": "Ask him in May."})
    assert "Ask him in May." in shown(browser, "/saved/")
    assert "The keys are with the landlord." in shown(browser, "/saved/")
    assert "Saved, your note…" in shown(browser, f"/m/{message.pk}/menu/")
    other = signed_in(bob)
    assert "Ask him" not in shown(other, "/saved/") + shown(other, message.thread.get_absolute_url())
    browser.post(f"/m/{message.pk}/save/", {"note": ""})
    assert SavedMessage.objects.get().note == ""
    browser.post(f"/m/{message.pk}/forget/")
    assert "Nothing saved yet" in shown(browser, "/saved/")


def test_what_one_may_no_longer_read_is_not_among_the_saved(
    message: Message, alice: User, secret: Channel
) -> None:
    save_message(user=alice, message=message, note="keys")
    leave_channel(user=alice, channel=secret)
    html = shown(signed_in(alice), "/saved/")
    assert "keys" not in html.replace("aria-keyshortcuts", "")
    assert "The move" not in html


def test_the_saved_are_searched_by_note_text_and_title(message: Message, alice: User) -> None:
    save_message(user=alice, message=message, note="Ask in May")
    browser = signed_in(alice)
    for words in ("may", "landlord", "move ask"):
        assert "The keys are" in shown(browser, f"/saved/?q={words}")
    assert "Nothing you saved matches “june”" in shown(browser, "/saved/?q=june")


def test_a_long_list_of_saved_messages_goes_on(alice: User) -> None:
    thread = make_thread(alice)
    for number in range(32):
        save_message(user=alice, message=post(alice, thread, f"Kept {number:02}."))
    browser = signed_in(alice)
    first = shown(browser, "/saved/")
    assert "Kept 31." in first
    assert "Kept 01." not in first
    last = SavedMessage.objects.order_by("-pk")[29]
    rest = shown(browser, f"/saved/?before={last.pk}")
    assert "Kept 01." in rest
    assert "Kept 02." not in rest


# Action items


def test_an_item_is_added_done_and_struck_under_its_message(message: Message, alice: User, bob: User) -> None:
    browser = signed_in(bob)
    address = f"/m/{message.pk}/items/"
    browser.post(address, {"text": "Fetch the keys", "owner": alice.pk, "due": ""})
    item = ActionItem.objects.get()
    thread = shown(browser, message.thread.get_absolute_url())
    assert "Fetch the keys" in thread
    assert "Alice · when you can" in thread
    assert "0 of 1 done." in thread
    assert "Fetch the keys" in shown(signed_in(alice), "/actions/")
    assert "Fetch the keys" not in shown(browser, "/actions/")
    browser.post(f"{address}done/", {"done": item.pk})
    assert "1 of 1 done." in shown(browser, message.thread.get_absolute_url())
    browser.post(f"{address}done/", {"undone": item.pk})
    item.refresh_from_db()
    assert not item.is_done
    assert press(browser, browser.get(address), "Strike").status_code == 302
    assert not ActionItem.objects.exists()


def test_a_press_by_script_answers_with_the_message_as_it_is_now(message: Message, bob: User) -> None:
    item = add_action_item(actor=bob, message=message, text="Fetch the keys", owner=bob)
    answer = signed_in(bob).post(
        f"/m/{message.pk}/items/done/", {"done": item.pk}, headers={"Accept": "application/json"}
    )
    assert answer.json()["type"] == "message"
    assert 'aria-checked="true"' in answer.json()["html"]
    message.refresh_from_db()
    assert answer.json()["seq"] == message.change_seq


def test_nobody_owns_an_item_in_a_thread_that_they_cannot_read(
    message: Message, bob: User, dave: User
) -> None:
    with pytest.raises(Refused):
        add_action_item(actor=bob, message=message, text="Fetch the keys", owner=dave)
    answer = signed_in(bob).post(f"/m/{message.pk}/items/", {"text": "Fetch", "owner": dave.pk})
    assert answer.status_code == 422
    assert "Dave" not in answer.content.decode()


def test_an_archived_channel_and_a_deleted_message_take_no_items(
    message: Message, bob: User, secret: Channel
) -> None:
    item = add_action_item(actor=bob, message=message, text="Fetch the keys", owner=bob)
    archive_channel(actor=bob, channel=secret)
    message.thread.refresh_from_db()
    for again in ({"done": item.pk}, {"undone": item.pk}):
        assert signed_in(bob).post(f"/m/{message.pk}/items/done/", again).status_code in {302, 404}
    with pytest.raises(Refused):
        strike_action_item(actor=bob, item=ActionItem.objects.get())
    assert not ActionItem.objects.get().is_done
    assert signed_in(bob).get(f"/m/{message.pk}/items/").status_code == 404


def test_an_item_goes_with_the_message_that_held_it(message: Message, bob: User) -> None:
    add_action_item(actor=bob, message=message, text="Fetch the keys", owner=bob)
    delete_message(actor=bob, message=message)
    assert not ActionItem.objects.exists()


def test_an_item_of_another_message_is_not_there(message: Message, alice: User, bob: User) -> None:
    item = add_action_item(actor=bob, message=message, text="Fetch the keys", owner=bob)
    elsewhere = post(alice, make_thread(alice))
    assert signed_in(alice).post(f"/m/{elsewhere.pk}/items/done/", {"done": item.pk}).status_code == 404
    item.refresh_from_db()
    assert not item.is_done


def test_a_day_is_due_at_the_end_of_the_owners_own_working_day(bob: User, carol: User) -> None:
    friday = datetime(2026, 11, 27, tzinfo=UTC).date()
    # 17:30 in Lisbon, and in Auckland, thirteen hours ahead.
    assert due_on(bob, friday) == datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
    assert due_on(carol, friday) == datetime(2026, 11, 27, 4, 30, tzinfo=UTC)
    saturday = friday + timedelta(days=1)
    assert due_on(bob, saturday) == datetime(2026, 11, 30, 17, 30, tzinfo=UTC)


def test_my_actions_stand_by_the_day_they_are_due(bob: User) -> None:
    sunday = datetime(2026, 11, 22, 21, tzinfo=UTC)
    thread = make_thread(bob)
    message = thread.messages.get()
    hours = {"past": -48, "monday": 18, "friday": 5 * 24 - 6, "later": 9 * 24}
    for text, ahead in hours.items():
        due = sunday + timedelta(hours=ahead)
        add_action_item(actor=bob, message=message, text=text, owner=bob, due_at=due)
    add_action_item(actor=bob, message=message, text="undated", owner=bob)
    done = add_action_item(actor=bob, message=message, text="done", owner=bob)
    finish_action_item(actor=bob, item=done, done=True)
    with timezone.override(bob.time_zone):
        agenda = agenda_of(bob, schedule_for(bob), sunday)
    assert [item.text for item in agenda.past] == ["past"]
    assert agenda.next_day == datetime(2026, 11, 23, tzinfo=UTC).date()
    assert [item.text for item in agenda.on_next_day] == ["monday"]
    assert [item.text for item in agenda.this_week] == ["friday"]
    assert [item.text for item in agenda.later] == ["later"]
    assert [item.text for item in agenda.undated] == ["undated"]
    assert [item.text for item in agenda.done] == ["done"]


@pytest.mark.parametrize("items", [1, 20])
def test_my_actions_cost_a_fixed_number_of_queries(
    items: int, bob: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(items):
        message = make_thread(bob).messages.get()
        add_action_item(actor=bob, message=message, text="Do it", owner=bob)
    browser = signed_in(bob)
    browser.get("/actions/")
    with django_assert_max_num_queries(8):
        browser.get("/actions/")


def test_what_is_to_be_done_goes_into_a_calendar(message: Message, alice: User, bob: User) -> None:
    due = datetime(2030, 1, 4, 12, tzinfo=UTC)
    text = f"Fetch; the keys, {'ü' * 60}"
    add_action_item(actor=bob, message=message, text=text, owner=bob, due_at=due)
    done = add_action_item(actor=bob, message=message, text="Done already", owner=bob)
    finish_action_item(actor=bob, item=done, done=True)
    answer = signed_in(bob).get("/actions/calendar/")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    body = answer.content
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    whole = body.decode().replace("\r\n ", "")
    assert f"SUMMARY:Fetch\\; the keys\\, {'ü' * 60}\r\n" in whole
    assert "DUE:20300104T120000Z\r\n" in whole
    assert f"/m/{message.pk}/\r\n" in whole
    assert "Done already" not in whole
    assert "SUMMARY" not in signed_in(alice).get("/actions/calendar/").content.decode()


# Decisions


def decided(author: User, channel: Channel | None, title: str, outcome: str) -> Thread:
    thread = make_thread(author, channel=channel, title=title, kind="decision")
    return resolve_thread(actor=author, thread=thread, outcome=outcome)


def test_the_log_has_the_outcomes_one_may_read(alice: User, bob: User, dave: User, secret: Channel) -> None:
    decided(bob, secret, "The move", "We move in May.")
    decided(alice, make_channel(alice, name="firmware"), "Connectors", "Grey **everywhere**.")
    mine, others = shown(signed_in(bob), "/decisions/"), shown(signed_in(dave), "/decisions/")
    assert "We move in May." in mine
    assert "Grey everywhere." in mine
    assert "Grey everywhere." in others
    assert "move" not in others.lower().replace("remove", "")


def test_the_log_is_narrowed_by_words_channel_person_and_time(alice: User, bob: User) -> None:
    firmware = make_channel(alice, name="firmware", members=[bob])
    product = make_channel(alice, name="product", members=[bob])
    old = decided(alice, firmware, "Connectors", "Grey everywhere.")
    decided(bob, product, "Price per site", "One price a site, for floods too.")
    make_thread(bob, channel=product, title="Still to decide", kind="decision")
    long_ago = timezone.now() - timedelta(days=800)
    Thread.objects.filter(pk=old.pk).update(resolved_at=long_ago)
    browser = signed_in(alice)
    both = shown(browser, "/decisions/")
    assert "Grey everywhere." in both
    assert "One price a site" in both
    assert "Also open ones, 1" in both
    assert "Still to decide" not in both
    for query in ("q=flood", f"channel={product.pk}", f"person={bob.pk}", "period=year"):
        narrowed = shown(browser, f"/decisions/?{query}")
        assert "One price a site" in narrowed
        assert "Grey everywhere." not in narrowed
    assert "Still to decide" in shown(browser, "/decisions/?open=on")
    assert "No decision like that" in shown(browser, "/decisions/?q=nothing")


def test_the_log_is_exported_as_markdown(alice: User, bob: User, dave: User, secret: Channel) -> None:
    decided(bob, secret, "The move", "We move in May.")
    decided(alice, make_channel(alice, name="firmware"), "Which *one*?", "# Grey\n\nEverywhere.")
    answer = signed_in(alice).get("/decisions/export/")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="decisions-')
    text = answer.content.decode()
    assert text.startswith("# Decisions\n")
    assert "## Which \\*one\\*?\n\n> \\# Grey\n>\n> Everywhere." in text
    assert "We move in May." in text
    stranger = signed_in(dave).get("/decisions/export/").content.decode()
    assert "Which" in stranger
    assert "We move" not in stranger


def test_a_resolved_thread_leads_to_what_was_considered_and_counts_its_items(alice: User, bob: User) -> None:
    thread = make_direct(alice, [bob], title="Who goes?")
    add_action_item(actor=alice, message=thread.messages.get(), text="Book it", owner=bob)
    resolve_thread(actor=alice, thread=thread, outcome="Bob goes.")
    html = shown(signed_in(bob), thread.get_absolute_url())
    assert "What was considered" in html
    assert "Copy link to this outcome" in html
    assert "0 of 1 done." in html
