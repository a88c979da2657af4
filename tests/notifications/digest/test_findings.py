"""What is read for twenty people at once is what each would be told alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from notifications.digest.content import contents_for
from notifications.digest.findings import Span, threads_of
from tests.cast import person
from tests.factories import make_channel, make_direct, make_thread, post
from threads.access import visible_threads
from threads.actions.mark_read import follow_thread, mark_read
from threads.models import Membership, Thread
from threads.queries.unread import with_reading

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def test_what_counts_as_read_is_what_lists_count(alice: User, bob: User, gina: User) -> None:
    channel = make_channel(alice, members=[bob, gina])
    old, half_read, followed = (make_thread(alice, channel=channel) for _ in range(3))
    Membership.objects.update(caught_up_at=old.created_at + timedelta(minutes=1))
    for thread in (old, half_read, followed):
        post(alice, thread, f"@{bob.handle}, see here")
    mark_read(user=bob, thread=half_read, number=1)
    follow_thread(user=gina, thread=followed, following=True)
    outside = make_thread(alice, channel=make_channel(alice))
    post(alice, outside, f"@{bob.handle}, and here")
    make_direct(alice, [bob])
    found = threads_of([span_of(who) for who in (bob, gina)])
    assert {thread.pk for thread in Thread.objects.all()} == {row.id for row in found[bob.pk]}
    for who in (bob, gina):
        rows: Any = with_reading(visible_threads(who), who).order_by("-last_activity_at", "-id")
        alone = [(row.pk, row.read_number, row.following, row.level, row.read_at) for row in rows]
        ours = [(row.id, row.read_number, row.following, row.level, row.read_at) for row in found[who.pk]]
        assert ours == [facts for facts in alone if facts[0] in {row.id for row in found[who.pk]}]


def test_nobody_is_told_what_another_is(alice: User, bob: User, dave: User) -> None:
    make_thread(alice, channel=make_channel(alice, is_private=True, members=[bob]), title="Ours")
    found = contents_for([span_of(bob), span_of(dave)])
    assert [row.title for row in found[bob.pk].new] == ["Ours"]
    assert not found[dave.pk].has_news


@pytest.mark.parametrize("people", [1, 20])
def test_it_costs_the_same_for_one_and_for_twenty(
    people: int, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    crowd = [person(f"F{number} Lee") for number in range(people)]
    make_direct(alice, crowd, text="Hello.")
    with django_assert_max_num_queries(4):
        found = contents_for([span_of(who) for who in crowd])
    assert all(one.held for one in found.values())


def span_of(who: User) -> Span:
    return Span(who.pk, LONG_AGO, datetime.now(UTC) + timedelta(hours=1))
