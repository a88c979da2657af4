"""The page of a search: one box, chips, results, and what it says when there are none."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel, make_direct, make_thread, post
from threads.actions.change_thread import resolve_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.models import Channel, Thread

pytestmark = pytest.mark.django_db

SEARCH = "/search/"


@pytest.fixture
def firmware(alice: User, bob: User) -> Channel:
    return make_channel(alice, name="firmware", members=[bob])


@pytest.fixture
def cables(alice: User, bob: User, firmware: Channel) -> Thread:
    thread = make_thread(
        alice,
        channel=firmware,
        title="Cable kits: which connector?",
        kind="decision",
        text="The grey one survived the flood, <b>the black</b> one didn’t. Connectors leak.",
    )
    post(bob, thread, "Two of nine connectors had water in them after the flood.")
    return thread


def page(user: User, **asked: str | list[str]) -> str:
    return signed_in(user).get(SEARCH, asked).content.decode()


def same(html: str) -> str:
    """Without what is another at each request."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", html)


def titles(html: str) -> list[str]:
    found = re.findall(r'class="result__title"><a [^>]*>(.*?)</a>', html)
    return [re.sub("<[^>]+>", "", title) for title in found]


def test_a_result_shows_its_thread_with_the_words_marked_and_leads_to_the_message(
    cables: Thread, dave: User
) -> None:
    html = page(dave, q="connectors flood")
    assert titles(html) == ["Cable kits: which connector?"]
    assert "Cable kits: which <mark>connector</mark>?" in html
    assert "<mark>connectors</mark> had water in them after the <mark>flood</mark>" in html
    assert f'href="{cables.get_absolute_url()}?at=2#m2"' in html
    assert "1 more message" in html
    assert "<b>the black</b>" not in html


def test_an_outcome_is_found_and_shown(cables: Thread, alice: User) -> None:
    resolve_thread(actor=alice, thread=cables, outcome="Grey **everywhere**; stock lasts until March.")
    html = page(alice, q="everywhere march")
    assert "<b>Outcome:</b> Grey <mark>everywhere</mark>; stock lasts until <mark>March</mark>." in html
    assert "1 thread, 1 with an outcome" in " ".join(html.split())


def test_operators_become_chips_and_stay_in_the_address(cables: Thread, alice: User) -> None:
    html = page(alice, q='in:#firmware is:decision before:"1 Dec 2090" flood')
    assert titles(html)
    assert 'name="f" value="in:#firmware"' in html
    assert "before:<b>1 Dec 2090</b>" in html
    assert 'id="search-words" aria-label="Search words" value="flood"' in html
    assert "1 decision" in html
    again = page(alice, f=["in:#firmware", "is:decision"], q="flood")
    assert "?f=in%3A%23firmware&amp;f=is%3Adecision&amp;q=flood&amp;sort=newest" in again
    without = page(alice, f=["in:#firmware", "is:resolved"], q="flood", without="is:resolved")
    assert titles(without)
    assert 'value="is:resolved" aria-label' not in without


def test_a_wrong_operator_is_told_in_words_and_the_rest_is_kept(cables: Thread, alice: User) -> None:
    html = page(alice, q="before:31 Nov in:#firmware flood")
    assert "November has 30 days." in html
    assert "before: needs a date such as <a href=" in html
    assert "Without it there is" in html
    assert "There is nobody called “@zoe”." in page(alice, q="from:@zoe flood")
    meant = page(alice, q="form:alice flood")
    assert 'Did you mean <a href="/search/?f=from%3Aalice&amp;q=flood">from:alice</a>?' in meant
    assert "<script>" not in page(alice, q="is:<script> {0} in:{1}")


def test_an_absent_and_a_forbidden_channel_are_told_apart_by_nothing(
    cables: Thread, bob: User, dave: User
) -> None:
    secret = make_channel(bob, name="secret", is_private=True)
    make_thread(bob, channel=secret, title="The flood plan", text="Nobody may know of the flood.")
    forbidden, absent = page(dave, q="in:#secret flood"), page(dave, q="in:#sicret flood")
    assert same(forbidden.replace("secret", "sicret")) == same(absent)
    assert "The flood plan" not in titles(page(dave, q="flood"))
    assert "The flood plan" in titles(page(bob, q="flood"))


def test_nothing_found_offers_other_spellings_and_a_wider_search(cables: Thread, alice: User) -> None:
    html = page(alice, f=["in:#firmware"], q="conector")
    assert "Nothing matches “conector” here" in html
    assert "Looked only at in:#firmware." in html
    assert "Try “connector”, 1 result" in html
    elsewhere = page(alice, f=["is:resolved"], q="flood")
    assert "Search everywhere, 1 result" in elsewhere


def test_no_suggestion_comes_from_what_one_may_not_read(bob: User, dave: User) -> None:
    secret = make_channel(bob, name="secret", is_private=True)
    make_thread(bob, channel=secret, title="The closure is planned", text="Say nothing.")
    assert "Try “" not in page(dave, q="closrue")
    assert "Try “closure”, 1 result" in page(bob, q="closrue")


def test_pages_go_on_where_they_ended_and_name_each_thread_once(alice: User, firmware: Channel) -> None:
    for number in range(45):
        make_thread(alice, channel=firmware, title=f"Flood report {number}", text="All about the flood.")
    browser, seen, address = signed_in(alice), [], f"{SEARCH}?q=flood"
    for _ in range(3):
        html = browser.get(address).content.decode()
        seen += titles(html)
        more = re.search(r'href="([^"]+)" rel="next"', html)
        address = more[1].replace("&amp;", "&") if more else ""
    assert not address
    assert len(seen) == len(set(seen)) == 45


def test_newest_goes_by_time(cables: Thread, alice: User, firmware: Channel) -> None:
    make_thread(alice, channel=firmware, title="Something else", text="The flood is over.")
    assert titles(page(alice, q="flood", sort="newest"))[0] == "Something else"


def test_an_empty_box_says_how_to_ask(alice: User) -> None:
    html = page(alice)
    assert "How to ask" in html
    assert "autofocus" in html


@pytest.mark.parametrize("hits", [1, 25])
def test_a_search_costs_the_same_whatever_it_finds(
    hits: int, alice: User, bob: User, firmware: Channel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(hits):
        make_thread(alice, channel=firmware, title=f"Report {number}", text="All about the flood.")
    make_direct(alice, [bob])
    browser = signed_in(alice)
    browser.get(SEARCH)
    # session, user; words, hits; threads, messages, marked words; navigation
    with django_assert_num_queries(10):
        browser.get(SEARCH, {"q": "flood"})


def test_operators_complete_to_what_one_may_see(bob: User, dave: User, firmware: Channel) -> None:
    make_channel(bob, name="firm-secret", is_private=True)

    def offered(user: User, typed: str) -> list[str]:
        answer = signed_in(user).get(reverse("search-complete"), {"q": typed}).json()
        return [item["insert"] for item in answer["items"]]

    assert offered(dave, "fr") == ["from:"]
    assert offered(dave, "-i") == ["-in:", "-is:"]
    assert offered(dave, "in:#firm") == ["in:#firmware"]
    assert offered(bob, "in:firm") == ["in:#firm-secret", "in:#firmware"]
    assert offered(dave, "from:bo") == ["from:@bob"]
    assert offered(dave, "from:m")[0] == "from:me"
    assert offered(dave, "is:re") == ["is:resolved"]
    assert offered(dave, "before:y") == ["before:yesterday"]


def test_a_deleted_or_edited_message_is_found_as_it_is_now(cables: Thread, bob: User) -> None:
    message = cables.messages.select_related("author", "thread__channel").get(number=2)
    edit_message(editor=bob, message=message, text="Nothing leaked at all.")
    assert not titles(page(bob, q="nine"))
    assert titles(page(bob, q="leaked nothing"))
    delete_message(actor=bob, message=message)
    assert not titles(page(bob, q="leaked nothing"))
