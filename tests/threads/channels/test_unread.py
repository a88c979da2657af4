"""Everything unread."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel, make_direct, make_thread, post
from tests.threads.channels.rows import rows_on, titles_on
from threads.actions.mark_read import mark_read
from threads.actions.membership import follow_channel
from threads.views.unread import PAGE

pytestmark = pytest.mark.django_db


def test_unread_threads_are_rows_that_name_their_place(alice: User, bob: User) -> None:
    channel = make_channel(alice, name="pumps", members=[bob])
    make_thread(alice, channel=channel, title="Which one?", text="Grey or black?")
    make_direct(alice, [bob], title="Between us")
    direct, row = rows_on(signed_in(bob).get("/unread/"))
    assert row.startswith("AM Which one? #pumps Alice: Grey or black? 1 new")
    assert direct.startswith("AM Between us Direct Alice: First words. 1 new")


def test_what_is_read_muted_or_elsewhere_is_not_there(alice: User, bob: User) -> None:
    read, muted = make_channel(alice, members=[bob]), make_channel(alice, members=[bob])
    follow_channel(user=bob, channel=muted, level="muted")
    mark_read(user=bob, thread=make_thread(alice, channel=read), number=1)
    make_thread(alice, channel=muted)
    make_thread(alice, channel=make_channel(alice))
    page = signed_in(bob).get("/unread/")
    assert rows_on(page) == []
    assert "You’re all caught up" in page.content.decode()


def test_a_private_thread_is_nobody_elses_news(alice: User, bob: User, dave: User) -> None:
    make_thread(alice, channel=make_channel(alice, is_private=True, members=[bob]), title="hush")
    assert titles_on(signed_in(bob).get("/unread/")) == ["hush"]
    assert b"hush" not in signed_in(dave).get("/unread/").content


def test_the_rest_is_shown_from_a_key_on(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    titles = [make_thread(alice, channel=channel).title for _ in range(PAGE + 2)]
    browser = signed_in(bob)
    first = browser.get("/unread/")
    rest = browser.get(f"/unread/?before={first.context['unread'].before}")
    assert titles_on(first) + titles_on(rest) == titles[::-1]


def test_it_takes_the_same_few_queries_however_much_is_unread(
    alice: User, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    channel = make_channel(alice, members=[bob])
    browser = signed_in(bob)
    browser.get("/unread/")
    for count in (1, 20):
        for _ in range(count):
            post(alice, make_thread(alice, channel=channel))
            make_direct(alice, [bob])
        # session, user, unread, hours, channels, direct threads
        with django_assert_num_queries(6):
            page = browser.get("/unread/")
        assert len(titles_on(page)) >= 2 * count


def test_a_passer_by_is_asked_to_sign_in(olga: User) -> None:
    response = Client().get("/unread/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
