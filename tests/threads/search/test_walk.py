"""What a search reads: the index, and a bounded number of rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.factories import make_channel, make_thread, post
from tests.threads.search.seeding import FREQUENT, RARE, SELDOM, seed
from threads.models import SearchText
from threads.search import walk
from threads.search.results import find, prepared
from threads.search.walk import MOST

pytestmark = pytest.mark.django_db

MESSAGES = 20_000
TODAY = date(2026, 11, 22)


@pytest.fixture
def crowded(bob: User) -> None:
    seed(bob, MESSAGES)


def plans(user: User, text: str) -> list[dict[str, Any]]:
    """Of each statement with which the hits of the first page are found."""
    search = prepared(user, text, TODAY)
    with CaptureQueriesContext(connection) as captured:
        walk.newest(search.texts, search.words.positive, search.other, search.words.newest + 1)
    found = []
    for statement in captured.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement['sql']}")
            row = cursor.fetchone()
            assert row is not None
            explained = row[0] if isinstance(row[0], list) else json.loads(row[0])
            found.append(explained[0]["Plan"])
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def rows_read(found: list[dict[str, Any]]) -> int:
    """Of the table of texts, those too that a filter then removed."""
    return sum(
        round(
            (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
            + node.get("Rows Removed by Index Recheck", 0)
        )
        for plan in found
        for node in nodes(plan)
        if node.get("Relation Name") == "threads_searchtext"
    )


def test_a_search_reads_by_the_index_and_little_more_than_it_shows(crowded: None, bob: User) -> None:
    asked = ((FREQUENT, 1), (f"{FREQUENT} w7", 2), (SELDOM, 2), (RARE, 2), (f"from:me {FREQUENT}", 1))
    for text, statements in (*asked, (FREQUENT[:4], 1)):
        found = plans(bob, text)
        assert len(found) == statements, text
        for plan in found:
            kinds = {(node["Node Type"], node.get("Index Name")) for node in nodes(plan)}
            assert ("Bitmap Index Scan", "search_words") in kinds, (text, kinds)
            read = {node.get("Relation Name") for node in nodes(plan) if node["Node Type"] == "Seq Scan"}
            assert not read & {"threads_searchtext", "threads_message"}, text
        assert rows_read(found) <= 4 * MOST, text


def test_a_guest_reads_nothing_of_what_is_not_theirs(crowded: None, bob: User, gina: User) -> None:
    for text in (FREQUENT, RARE):
        assert rows_read(plans(gina, text)) == 0
    mine = make_thread(bob, channel=make_channel(bob, members=[gina]), text=f"Quite {FREQUENT}.")
    assert [group.thread for group in find(prepared(gina, FREQUENT, TODAY)).groups] == [mine.pk]
    assert rows_read(plans(gina, FREQUENT)) == 1


def test_every_hit_is_found_once_however_many_windows_it_takes(crowded: None, bob: User) -> None:
    for text, count in ((RARE, 3), (SELDOM, MESSAGES // 1000), (FREQUENT, MESSAGES // 20)):
        search = prepared(bob, text, TODAY)
        below, seen = search.words.newest + 1, []
        while below:
            part = walk.newest(search.texts, search.words.positive, search.other, below)
            assert len(part.hits) <= MOST
            seen += [hit.text for hit in part.hits]
            below = part.floor
        assert len(seen) == len(set(seen)) == count, text
        assert seen == sorted(seen, reverse=True)


def test_pages_name_each_thread_once_over_many_parts(crowded: None, bob: User) -> None:
    search, cursor, threads = prepared(bob, FREQUENT, TODAY), "", []
    while True:
        found = find(search, cursor=cursor)
        threads += [group.thread for group in found.groups]
        if not found.next:
            break
        cursor = found.next
    matching = SearchText.objects.filter(message__source__contains=FREQUENT)
    assert sorted(threads) == sorted(set(matching.values_list("thread_id", flat=True)))


def test_what_is_hidden_changes_neither_a_page_nor_where_it_ends(
    crowded: None, bob: User, dave: User
) -> None:
    before = find(prepared(dave, FREQUENT, TODAY))
    secret = make_channel(bob, name="secret", is_private=True)
    thread = make_thread(bob, channel=secret, title=f"All {FREQUENT}", text=FREQUENT)
    for _ in range(5):
        post(bob, thread, f"Quite {FREQUENT}.")
    after = find(prepared(dave, FREQUENT, TODAY))
    # The cursor of the first part begins with what was the newest id of all.
    assert [g.thread for g in after.groups] == [g.thread for g in before.groups]
    assert (after.count, after.is_all) == (before.count, before.is_all)
    assert after.next.partition("_")[2] == before.next.partition("_")[2]
