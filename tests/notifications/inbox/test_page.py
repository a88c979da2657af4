"""The inbox's page through HTTP."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from notifications.inbox.page import PART
from notifications.models import Triage
from tests.cast import signed_in
from tests.factories import make_channel, make_direct, make_thread
from tests.notifications.conftest import Clock
from tests.plain_forms import Page, press
from tests.threads.channels.rows import titles_on
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.models import Ask, Channel, Thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def pumps(alice: User, bob: User, clock: Clock) -> Channel:
    channel = make_channel(alice, name="pumps", members=[bob])
    clock.on(minutes=1)
    return channel


def asks(author: User, channel: Channel, title: str, **more: str) -> Thread:
    more = {"text": "@bob, what do you say?", "urgency": "norm"} | more
    return make_thread(author, channel=channel, title=title, **more)


def text_of(page: Page) -> str:
    return " ".join(page.content.decode().split())


def marks_of(sidebar: Page) -> list[str]:
    return re.findall(r"data-channel[^>]*", text_of(sidebar))


def test_the_three_groups_stand_in_order_each_thread_once(
    alice: User, bob: User, pumps: Channel, clock: Clock
) -> None:
    make_thread(alice, channel=pumps, title="News")
    make_thread(alice, channel=pumps, title="Thanks", text="Thanks to @bob.", urgency="none")
    asks(alice, pumps, "Which one?")
    page = signed_in(bob).get("/inbox/")
    assert titles_on(page) == ["Which one?", "Thanks", "News"]
    body = text_of(page)
    assert body.index("Needs your reply") < body.index("Mentions") < body.index("Following")
    assert "by tomorrow 17:30" in body
    assert "1 new message, 1 thread" in body
    assert 'aria-label="1 thread needs your reply">1<' in body


def test_what_was_due_is_said_so_and_never_in_red(
    alice: User, bob: User, pumps: Channel, clock: Clock
) -> None:
    asks(alice, pumps, "Which one?")
    clock.on(days=3)
    body = text_of(signed_in(bob).get("/inbox/"))
    assert 'data-due="past"' in body
    assert "was due Tue 17:30" in body
    assert 'data-level="3"' not in body


def test_done_takes_a_thread_away_until_somebody_writes(alice: User, bob: User, pumps: Channel) -> None:
    thread = make_thread(alice, channel=pumps, title="News")
    browser = signed_in(bob)
    page = press(browser, browser.get("/inbox/"), "Done", thread=f"{thread.pk}:1")
    assert (page.status_code, page["Location"]) == (302, "/inbox/")
    page = browser.get("/inbox/")
    assert titles_on(page) == []
    assert "You’re all caught up" in text_of(page)
    assert "Done. It comes back if someone replies." in text_of(page)
    post_message(author=alice, thread=thread, text="More of it.")
    assert titles_on(browser.get("/inbox/")) == ["News"]


def test_what_came_after_the_page_was_made_is_not_done_with_it(
    alice: User, bob: User, pumps: Channel
) -> None:
    thread = make_thread(alice, channel=pumps, title="News")
    browser = signed_in(bob)
    browser.get("/inbox/")
    post_message(author=alice, thread=thread, text="Unseen.")
    browser.post("/inbox/done/", {"thread": f"{thread.pk}:1"})
    page = browser.get("/inbox/")
    assert titles_on(page) == ["News"]
    assert "1 new message" in text_of(page)


def test_undo_puts_everything_back_also_how_far_one_had_read(
    alice: User, bob: User, pumps: Channel, clock: Clock
) -> None:
    thread = make_thread(alice, channel=pumps, title="News")
    post_message(author=alice, thread=thread, text="More.")
    browser = signed_in(bob)
    before = marks_of(browser.get("/sidebar/"))
    clock.on(hours=1)
    browser.post("/inbox/done/", {"thread": f"{thread.pk}:2"})
    assert marks_of(browser.get("/sidebar/")) != before
    press(browser, browser.get("/inbox/"), "Undo")
    page = browser.get("/inbox/")
    assert titles_on(page) == ["News"]
    assert "2 new messages, 1 thread" in text_of(page)
    assert marks_of(browser.get("/sidebar/")) == before


def test_what_happened_since_is_not_undone_and_nobody_undoes_for_another(
    alice: User, bob: User, dave: User, pumps: Channel, clock: Clock
) -> None:
    thread = make_thread(alice, channel=pumps)
    browser = signed_in(bob)
    json = {"Accept": "application/json"}
    first = browser.post("/inbox/done/", {"thread": f"{thread.pk}:1"}, headers=json).json()
    assert signed_in(dave).post("/inbox/undo/", {"token": first["undo"]}, headers=json).json()["undo"] == ""
    clock.on(seconds=1)
    browser.post(f"/inbox/{thread.pk}/return/")
    said = browser.post("/inbox/undo/", {"token": first["undo"]}, headers=json).json()["said"]
    assert said.startswith("Too late")
    assert Triage.objects.get().snoozed_until


def test_done_on_an_open_question_asks_what_is_to_become_of_it(
    alice: User, bob: User, pumps: Channel
) -> None:
    thread = asks(alice, pumps, "Which one?")
    browser = signed_in(bob)
    answer = browser.post("/inbox/done/", {"thread": f"{thread.pk}:1"})
    assert answer["Location"] == f"/inbox/{thread.pk}/settle/"
    page = browser.get(answer["Location"])
    for way in ("Answer", "I’ll answer by…", "Ask someone else…", "Decline with a word"):
        assert way in text_of(page)
    refused = browser.post("/inbox/done/", {"thread": str(thread.pk)}, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()) == (409, {"asked": thread.pk})


@pytest.mark.parametrize(
    ("how", "filled", "state"),
    [
        ("Answer", {"text": "The grey one."}, "answered"),
        ("Promise it", {}, "promised"),
        ("Ask them", {"to": "dave"}, "handed_over"),
        ("Decline", {"text": "Not mine to say, ask Dave."}, "declined"),
    ],
)
def test_each_way_of_settling_a_question_works_as_a_plain_form(
    how: str, filled: dict[str, str], state: str, alice: User, bob: User, dave: User, pumps: Channel
) -> None:
    thread = asks(alice, pumps, "Which one?")
    browser = signed_in(bob)
    filled = {name: str(dave.pk) if value == "dave" else value for name, value in filled.items()}
    page = browser.get(f"/inbox/{thread.pk}/settle/")
    assert press(browser, page, how, **filled)["Location"] == "/inbox/"
    assert Ask.objects.get(person=bob).state == state
    assert titles_on(browser.get("/inbox/")) == (["Which one?"] if state == "promised" else [])
    if state in {"answered", "declined"}:
        assert filled["text"] in thread.messages.get(number=2).source


def test_an_empty_answer_is_refused_in_words(alice: User, bob: User, pumps: Channel) -> None:
    thread = asks(alice, pumps, "Which one?")
    page = signed_in(bob).post(f"/inbox/{thread.pk}/settle/", {"how": "decline", "text": " "})
    assert page.status_code == 422
    assert "Say in a word why not" in text_of(page)
    assert Ask.objects.get().is_open


def test_a_snooze_ends_within_ones_own_hours_whatever_was_chosen(
    alice: User, bob: User, pumps: Channel, clock: Clock
) -> None:
    thread = make_thread(alice, channel=pumps, title="News")
    browser = signed_in(bob)
    page = browser.get(f"/inbox/snooze/?thread={thread.pk}:1")
    assert "Later today, 12:01" in text_of(page)
    assert "When my next day starts, tomorrow 09:00" in text_of(page)
    assert "Next week, " in text_of(page)
    press(browser, page, "Snooze", until="other", custom="2026-11-28T11:00")
    assert Triage.objects.get().snoozed_until == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    page = browser.get("/inbox/")
    assert titles_on(page) == []
    assert "Snoozed until Mon 30 Nov 09:00, when you work again." in text_of(page)
    assert titles_on(browser.get("/inbox/snoozed/")) == ["News"]
    clock.to(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    assert titles_on(browser.get("/inbox/")) == ["News"]


def test_who_is_addressed_has_a_snoozed_thread_back_at_once(
    alice: User, bob: User, pumps: Channel, clock: Clock
) -> None:
    thread = make_thread(alice, channel=pumps, title="News")
    browser = signed_in(bob)
    browser.post("/inbox/snooze/", {"thread": thread.pk, "until": "other", "custom": "2026-11-25T11:00"})
    post_message(author=alice, thread=thread, text="Not to anybody.")
    assert titles_on(browser.get("/inbox/")) == []
    post_message(author=alice, thread=thread, text="@bob, you may like this.")
    assert titles_on(browser.get("/inbox/")) == ["News"]


def test_several_are_done_together_and_who_waits_for_an_answer_stays(
    alice: User, bob: User, pumps: Channel
) -> None:
    threads = [make_thread(alice, channel=pumps, title=f"News {n}") for n in range(3)]
    threads.append(asks(alice, pumps, "Which one?"))
    browser = signed_in(bob)
    browser.post("/inbox/done/", {"thread": [f"{thread.pk}:1" for thread in threads]})
    page = browser.get("/inbox/")
    assert titles_on(page) == ["Which one?"]
    assert "3 done. 1 still expects an answer and stays." in text_of(page)
    assert sorted(titles_on(browser.get("/inbox/finished/"))) == ["News 0", "News 1", "News 2"]
    press(browser, browser.get("/inbox/finished/"), "Bring back")
    assert len(titles_on(browser.get("/inbox/"))) == 2


def test_what_one_may_not_read_is_as_absent(alice: User, bob: User, clock: Clock) -> None:
    hidden = make_thread(alice, channel=make_channel(alice, is_private=True))
    browser = signed_in(bob)
    for path in ("/inbox/done/", "/inbox/snooze/"):
        assert browser.post(path, {"thread": hidden.pk}).status_code == 404
        assert browser.post(path, {"thread": 10**9}).status_code == 404
    assert not Triage.objects.exists()


def test_acknowledgements_are_one_quiet_line_until_seen(
    alice: User, bob: User, dave: User, pumps: Channel, clock: Clock
) -> None:
    thread = make_thread(bob, channel=pumps, title="Plan")
    message = thread.messages.get()
    react(user=alice, message=message, emoji="👍")
    react(user=dave, message=message, emoji="✅")
    react(user=bob, message=message, emoji="🎉")
    browser = signed_in(bob)
    page = browser.get("/inbox/")
    assert "2 people acknowledged what you wrote in <a" in text_of(page)
    press(browser, page, "Seen")
    assert "acknowledged" not in text_of(browser.get("/inbox/"))
    clock.on(minutes=1)
    react(user=alice, message=message, emoji="🎉")
    assert "1 person acknowledged what you wrote in" in text_of(browser.get("/inbox/"))


def test_the_rest_of_a_group_is_shown_from_a_key_on(alice: User, bob: User, pumps: Channel) -> None:
    titles = [asks(alice, pumps, f"Ask {number}").title for number in range(PART + 2)]
    browser = signed_in(bob)
    first = browser.get("/inbox/")
    rest = browser.get(f"/inbox/?only=needs&after={first.context['inbox'].needs.after}")
    assert titles_on(first) + titles_on(rest) == titles
    assert f'aria-label="{PART + 2} threads need your reply"' in text_of(first)


def test_it_takes_the_same_queries_however_full_it_is(
    alice: User, bob: User, pumps: Channel, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(bob)
    for count in (1, 12):
        for number in range(count):
            asks(alice, pumps, f"Ask {number}")
            make_thread(alice, channel=pumps, text="Thanks to @bob.", urgency="none")
            make_thread(alice, channel=pumps)
            make_direct(alice, [bob])
        browser.get("/inbox/")
        # session, user; keys of what sleeps, asks, mentions, is followed; these; their authors'
        # hours; acknowledgements, leave;
        # channels with the counts, hours, direct threads; mail that failed, urgent asks, hours
        with django_assert_num_queries(18):
            page = browser.get("/inbox/")
        assert len(titles_on(page)) >= 4 * count


def test_the_first_page_is_the_inbox(bob: User) -> None:
    answer = signed_in(bob).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/inbox/")
