"""A channel's page."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.cast import person, signed_in
from tests.factories import make_channel, make_direct, make_thread, post
from tests.plain_forms import press
from tests.threads.channels.rows import rows_on, titles_on
from threads.actions.change_thread import pin_thread, resolve_thread
from threads.actions.edit_message import delete_message
from threads.actions.mark_read import mark_read
from threads.models import Channel, Membership
from threads.queries.channel_page import PAGE

pytestmark = pytest.mark.django_db


def address(channel: Channel, query: str = "") -> str:
    return channel.get_absolute_url() + query


def test_a_row_tells_title_kind_newest_words_and_what_is_new(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    thread = make_thread(alice, channel=channel, title="Which pump?", kind="decision")
    post(alice, thread, "The **grey** one survived.")
    [row] = rows_on(signed_in(bob).get(address(channel)))
    assert row.startswith("AM Which pump? Decision Alice: The grey one survived. 2 new 1 reply")


def test_a_deleted_newest_message_leaves_no_words(alice: User) -> None:
    channel = make_channel(alice)
    delete_message(actor=alice, message=post(alice, make_thread(alice, channel=channel), "oops"))
    [row] = rows_on(signed_in(alice).get(address(channel)))
    assert "Alice: message deleted" in row
    assert "oops" not in row


def test_what_i_have_read_is_not_new(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    thread = make_thread(alice, channel=channel)
    mark_read(user=bob, thread=thread, number=1)
    assert "new" not in rows_on(signed_in(bob).get(address(channel)))[0]
    post(alice, thread)
    assert "1 new" in rows_on(signed_in(bob).get(address(channel)))[0]


def test_nothing_is_new_to_an_onlooker(alice: User, dave: User) -> None:
    channel = make_channel(alice)
    make_thread(alice, channel=channel)
    assert "new" not in rows_on(signed_in(dave).get(address(channel)))[0]


def test_pinned_threads_stand_first_then_newest_activity(alice: User) -> None:
    channel = make_channel(alice)
    old, middle, _new = (make_thread(alice, channel=channel, title=title) for title in "abc")
    pin_thread(actor=alice, thread=middle, pinned=True)
    post(alice, old)
    assert titles_on(signed_in(alice).get(address(channel))) == ["b", "a", "c"]


def test_open_and_resolved_threads_stand_apart(alice: User) -> None:
    channel = make_channel(alice)
    make_thread(alice, channel=channel, title="going on")
    done = make_thread(alice, channel=channel, title="over")
    resolve_thread(actor=alice, thread=done, outcome="We did it.")
    browser = signed_in(alice)
    page = browser.get(address(channel))
    assert titles_on(page) == ["going on"]
    assert b'Open <span class="count">1</span>' in page.content
    assert b'Resolved <span class="count">1</span>' in page.content
    assert titles_on(browser.get(address(channel, "?state=resolved"))) == ["over"]


def test_a_kind_can_be_picked_and_an_unknown_one_is_none(alice: User) -> None:
    channel = make_channel(alice)
    make_thread(alice, channel=channel, title="settle", kind="decision")
    make_thread(alice, channel=channel, title="talk")
    browser = signed_in(alice)
    assert titles_on(browser.get(address(channel, "?kind=decision"))) == ["settle"]
    assert titles_on(browser.get(address(channel, "?kind=x%27&state=y"))) == ["talk", "settle"]


def test_the_rest_is_shown_from_a_key_on_without_gap_or_doubling(alice: User) -> None:
    channel = make_channel(alice)
    titles = [f"thread {number}" for number in range(PAGE + 3)]
    threads = [make_thread(alice, channel=channel, title=title) for title in titles]
    pin_thread(actor=alice, thread=threads[0], pinned=True)
    browser = signed_in(alice)
    first = browser.get(address(channel))
    assert b"31 of 33 open threads" in first.content
    rest = browser.get(address(channel, f"?before={first.context['found'].rest.before}"))
    assert titles_on(first) == [titles[0], *titles[:2:-1]]
    assert titles_on(rest) == [titles[2], titles[1]]
    assert b"Show the rest" not in rest.content


@pytest.mark.parametrize("key", ["x", "1-", "-", "99999999999999999-1", "0-999999999999999999"])
def test_a_key_that_nobody_gave_breaks_nothing(alice: User, key: str) -> None:
    channel = make_channel(alice)
    make_thread(alice, channel=channel)
    assert signed_in(alice).get(address(channel, f"?before={key}")).status_code == 200


def test_the_purpose_links_channels_and_keeps_no_blocks(alice: User) -> None:
    pumps = make_channel(alice, name="pumps")
    secret = make_channel(alice, name="hush", is_private=True)
    channel = make_channel(alice, purpose="# Wells\nnot #pumps, *nor* #hush <script>")
    text = signed_in(alice).get(address(channel)).content.decode()
    lede = text.partition('page__lede">')[2].partition("</p>")[0]
    assert f'<a class="ref" href="{pumps.get_absolute_url()}" data-ref="c{pumps.pk}">#pumps</a>' in lede
    assert "<h" not in lede
    assert "<em>nor</em>" in lede
    assert "&lt;script&gt;" in lede
    assert f"c{secret.pk}" not in lede


def test_members_and_their_clocks_are_counted(alice: User, bob: User, carol: User, gina: User) -> None:
    channel = make_channel(alice, members=[bob, carol, gina])
    page = signed_in(alice).get(address(channel)).content.decode()
    assert "4 members" in page
    assert "in 2 time zones" in page


@pytest.mark.parametrize("slug", ["", "old-name/", "x/"])
def test_any_slug_leads_to_the_present_address(alice: User, slug: str) -> None:
    channel = make_channel(alice, name="wells")
    response = signed_in(alice).get(f"/c/{channel.pk}/{slug}?kind=decision")
    assert response.status_code == 302
    assert response["Location"] == f"/c/{channel.pk}/wells/?kind=decision"


def test_a_private_channel_and_none_at_all_are_the_same_to_outsiders(alice: User, dave: User) -> None:
    channel = make_channel(alice, is_private=True)
    browser = signed_in(dave)
    forbidden = browser.get(address(channel))
    absent = browser.get("/c/999999/x/")
    assert forbidden.status_code == absent.status_code == 404
    assert forbidden.content == absent.content


def test_a_guest_reads_only_where_it_was_added(alice: User, gina: User) -> None:
    others, mine = make_channel(alice), make_channel(alice, members=[gina])
    browser = signed_in(gina)
    assert browser.get(address(others)).status_code == 404
    assert browser.get(address(mine)).status_code == 200


def test_what_i_hear_is_chosen_from_the_menu(alice: User, bob: User) -> None:
    channel = make_channel(alice)
    browser = signed_in(bob)
    page = press(browser, browser.get(address(channel)), "Follow")
    assert page.status_code == 302
    assert Membership.objects.get(channel=channel, user=bob).level == "every"
    press(browser, browser.get(address(channel)), "Only when mentioned")
    assert "Mentions only" in browser.get(address(channel)).content.decode()
    press(browser, browser.get(address(channel)), "Muted")
    assert Membership.objects.get(channel=channel, user=bob).level == "muted"


def test_a_level_that_is_none_changes_nothing(alice: User) -> None:
    channel = make_channel(alice)
    signed_in(alice).post(f"/channels/{channel.pk}/level/", {"level": "loud"})
    assert Membership.objects.get(channel=channel, user=alice).level == "every"


def test_all_is_marked_as_read_at_once(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    thread = make_thread(alice, channel=channel)
    mark_read(user=bob, thread=thread, number=1)
    post(alice, thread)
    browser = signed_in(bob)
    assert "1 new" in rows_on(browser.get(address(channel)))[0]
    assert press(browser, browser.get(address(channel)), "Mark all as read").status_code == 302
    assert "new" not in rows_on(browser.get(address(channel)))[0]


def test_few_start_threads_in_an_announcements_channel(alice: User, bob: User) -> None:
    channel = make_channel(alice, kind="announcements", members=[bob])
    assert b"New thread" in main(signed_in(alice).get(address(channel)).content)
    assert b"New thread" not in main(signed_in(bob).get(address(channel)).content)


def test_a_page_of_thirty_threads_and_five_hundred_members_takes_ten_queries(
    alice: User, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    crowd = [
        User(name=f"Person {n}", email=f"p{n}@rill.example", handle=f"p{n}", time_zone=zone)
        for n in range(498)
        for zone in [("Asia/Kolkata", "Africa/Nairobi")[n % 2]]
    ]
    User.objects.bulk_create(crowd)
    channel = make_channel(alice, purpose="Not #elsewhere", members=[bob])
    Membership.objects.bulk_create(Membership(channel=channel, user=one) for one in crowd)
    make_channel(alice, name="elsewhere")
    pinned, *_rest = (make_thread(alice, channel=channel) for _ in range(PAGE + 5))
    pin_thread(actor=alice, thread=pinned, pinned=True)
    for n in range(3):
        make_direct(alice, [bob, person(f"Friend{n} One")])
    browser = signed_in(bob)
    browser.get(address(channel))
    with django_assert_num_queries(10):
        page = browser.get(address(channel))
    assert len(titles_on(page)) == PAGE + 1
    assert "500 members" in page.content.decode()


def main(content: bytes) -> bytes:
    return content.partition(b"<main")[2].partition(b"</main>")[0]
