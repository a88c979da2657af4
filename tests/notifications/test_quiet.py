"""The strips of the first page: quiet hours, what is held, what is urgent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.models import User
from notifications.models import Delivery
from tests.cast import signed_in
from tests.factories import make_channel, make_direct, make_thread
from tests.notifications.conftest import Clock
from threads.actions.close_asks import withdraw_all
from threads.actions.membership import remove_person
from threads.actions.post_message import post_message

pytestmark = pytest.mark.django_db

SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def first_page(user: User) -> str:
    return " ".join(signed_in(user).get("/inbox/").content.decode().split())


def test_off_hours_it_says_until_when_and_how_much_is_held(alice: User, bob: User, clock: Clock) -> None:
    clock.to(SATURDAY)
    assert "<b>Quiet until Monday 09:00</b> · nothing held" in first_page(bob)
    thread = make_direct(alice, [bob], text="No hurry.")
    assert "<b>Quiet until Monday 09:00</b> · 1 notification held" in first_page(bob)
    post_message(author=alice, thread=thread, text="None at all.")
    assert "2 notifications held" in first_page(bob)


def test_within_hours_there_is_no_strip(alice: User, bob: User, clock: Clock) -> None:
    clock.to(MONDAY)
    make_direct(alice, [bob], text="Now.")
    assert "Quiet" not in first_page(bob)


def test_no_title_and_no_badge_counts_what_is_held(alice: User, bob: User, clock: Clock) -> None:
    clock.to(SATURDAY)
    make_direct(alice, [bob], text="No hurry.")
    page = first_page(bob)
    assert "<title>Inbox" in page
    assert "(1)" not in page.partition("</title>")[0]


def test_what_is_held_is_listed_with_why(alice: User, bob: User, clock: Clock) -> None:
    clock.to(SATURDAY)
    make_direct(alice, [bob], title="Keys", text="Where are they?")
    page = signed_in(bob).get("/held/").content.decode()
    assert "Keys" in page
    assert "Where are they?" in page
    assert "when your working hours begin" in page


def test_what_was_lost_from_sight_is_neither_listed_nor_counted(alice: User, bob: User, clock: Clock) -> None:
    clock.to(SATURDAY)
    channel = make_channel(alice, is_private=True, members=[bob])
    thread = make_thread(alice, channel=channel, title="Hush", text="@bob, see this.")
    assert Delivery.objects.filter(recipient=bob).exists()
    remove_person(actor=alice, channel=channel, person=bob)
    assert thread.title not in signed_in(bob).get("/held/").content.decode()
    assert "nothing held" in first_page(bob)


def test_an_urgent_ask_stands_there_with_its_reason_until_it_is_closed(
    alice: User, bob: User, clock: Clock
) -> None:
    clock.to(SATURDAY)
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]), title="Gateways")
    reason = "All units lost their gateway."
    post_message(
        author=alice, thread=thread, text="@bob, restart them.", urgency="urgent", urgent_reason=reason
    )
    page = first_page(bob)
    assert "Alice needs you now, outside your hours" in page
    assert reason in page
    assert 'role="alert"' in page
    assert "needs you now" not in first_page(alice)
    withdraw_all(thread)
    assert "needs you now" not in first_page(bob)


def test_the_list_costs_the_same_whatever_is_held(
    alice: User, bob: User, clock: Clock, django_assert_num_queries: Any
) -> None:
    clock.to(SATURDAY)
    make_direct(alice, [bob])
    browser = signed_in(bob)
    browser.get("/")
    # session, person, notifications, deliveries, three for the sidebar and one for its counts, since
    # bob is in no channel
    with django_assert_num_queries(8):
        browser.get("/held/")
    for _ in range(5):
        make_direct(alice, [bob])
    with django_assert_num_queries(8):
        browser.get("/held/")
