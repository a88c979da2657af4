"""A query that is put into SQL once asks anew for each person and each moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from tests.factories import make_channel, make_thread
from threads.access import visible_threads
from threads.models import Thread
from threads.queries.prepared import Prepared
from threads.queries.sidebar import Sidebar

pytestmark = pytest.mark.django_db


def titles(user: User, at: datetime) -> QuerySet[Thread, Any]:
    threads = visible_threads(user).select_related(None)
    return threads.filter(last_activity_at__lt=at).order_by("title").values_list("title", "author")


def test_it_tells_each_person_what_they_may_see_until_that_moment(
    alice: User, bob: User, gina: User, django_assert_num_queries: Any
) -> None:
    make_thread(alice, channel=make_channel(alice), title="Public")
    make_thread(alice, channel=make_channel(alice, is_private=True, members=[bob]), title="Private")
    make_thread(bob, channel=make_channel(bob, members=[gina]), title="With a guest")
    found, now = Prepared(titles), timezone.now()
    for user in (alice, bob, gina, alice):
        assert found.rows(user, now) == list(titles(user, now))
    assert [title for title, _ in found.rows(gina, now)] == ["With a guest"]
    assert len(found.rows(bob, now)) == 3
    assert found.rows(bob, now - timedelta(days=1)) == []
    with django_assert_num_queries(1):
        found.rows(alice, now)


def test_who_is_in_no_channel_has_counts_all_the_same(bob: User) -> None:
    sidebar = Sidebar(bob)
    assert sidebar.channels == []
    assert sidebar.counts == {"inbox": 0, "not_sent": 0}
