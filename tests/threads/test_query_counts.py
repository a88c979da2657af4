"""Frozen numbers of queries. A change of one of them is a decision, not an accident."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.cast import person
from tests.factories import make_channel, make_direct, make_thread, post
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.models import Ask, ReadMark, Thread

# Savepoints would count: the outermost transaction must be a real one.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("followers", [1, 60])
@pytest.mark.parametrize(
    ("text", "queries"),
    [
        # session, user, thread; begin, the message with all that comes with it and the audience;
        # who is concerned, their notifications; commit
        ("A plain reply.", 8),
        # and what it names: one query for people, channels and emoji together; one for whom it
        # asks, with the norm
        ("What do you say, @bob, in #general about :ship-it: today?", 10),
    ],
)
def test_posting_costs_the_same_whatever_the_number_of_followers(
    followers: int,
    text: str,
    queries: int,
    alice: User,
    bob: User,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    thread = make_thread(alice, channel=make_channel(alice, name="general", members=[bob]))
    crowd = [person(f"F{number} Lee") for number in range(followers)]
    ReadMark.objects.bulk_create(ReadMark(user=who, thread=thread, following=True) for who in crowd)
    client.force_login(alice)
    # A process reads somebody's hours once, and again when they change.
    post(alice, thread)
    with django_assert_num_queries(queries):
        answer = client.post(
            reverse("messages", args=[thread.pk]),
            {"text": text, "client_id": str(uuid.uuid4())},
            headers={"Accept": "application/json"},
        )
    assert answer.status_code == 201


def test_a_reply_that_answers_and_asks_costs_no_more(
    alice: User, bob: User, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    post_message(author=alice, thread=thread, text="@bob, which pump?", urgency="norm")
    post_message(author=bob, thread=thread, text="@alice, hello.", urgency="norm")
    post_message(author=alice, thread=thread, text="@bob, which pump?", urgency="norm")
    client.force_login(bob)
    with django_assert_num_queries(10):
        answer = client.post(
            reverse("messages", args=[thread.pk]),
            {"text": "@alice, the second. Is it there?", "client_id": str(uuid.uuid4()), "urgency": "norm"},
            headers={"Accept": "application/json"},
        )
    assert answer.status_code == 201
    assert list(Ask.objects.filter(closed_at=None).values_list("person", flat=True)) == [alice.pk]


@pytest.mark.parametrize("size", [3, 60])
def test_a_thread_page_costs_the_same_whatever_it_holds(
    size: int,
    alice: User,
    bob: User,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    thread = long_thread(alice, bob, size)
    client.force_login(bob)
    with django_assert_max_num_queries(12):
        answer = client.get(thread.get_absolute_url())
    assert answer.content.count(b'<article class="msg"') == min(size, 50)


def test_the_changes_of_a_thread_cost_a_fixed_number(
    alice: User, bob: User, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    thread = long_thread(alice, bob, 20)
    client.force_login(bob)
    # session, user, thread, messages, reactions, entries
    with django_assert_num_queries(6):
        answer = client.get(reverse("changes", args=[thread.pk]), {"after": 0})
    assert len(answer.json()["messages"]) == 20


def long_thread(alice: User, bob: User, size: int) -> Thread:
    """With reactions, a draft, direct threads and channels beside it."""
    for number in range(3):
        make_direct(alice, [bob], title=f"Direct {number}")
        make_channel(alice, members=[bob])
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]), responsible=bob)
    for number in range(size - 1):
        message = post((alice, bob)[number % 2], thread)
        if number % 3 == 0:
            react(user=bob, message=message, emoji="👍")
    return thread
