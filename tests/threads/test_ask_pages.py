"""What a thread asks of its reader, and what an author waits for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.queries import schedule_for
from accounts.working_time import Schedule, Window, is_working
from tests.cast import person, signed_in
from tests.factories import make_channel, make_direct, make_thread, post
from tests.plain_forms import press
from threads import carrier
from threads.actions.close_asks import hand_over, promise
from threads.actions.membership import leave_channel
from threads.actions.post_message import post_message
from threads.models import Ask, Message, Thread
from threads.promises import promisable
from threads.queries.asks import answered_lately, waiting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(alice: User, bob: User, carol: User) -> Thread:
    return make_thread(alice, channel=make_channel(alice, members=[bob, carol]))


def ask(author: User, thread: Thread, *people: User, text: str = "Which one?") -> Message:
    names = ", ".join(f"@{person.handle}" for person in people)
    return post_message(author=author, thread=thread, text=f"{names}: {text}", urgency="norm")


def test_only_whoever_is_asked_sees_it_until_they_answer(
    thread: Thread, alice: User, bob: User, carol: User
) -> None:
    ask(alice, thread, bob)
    browser, fragment = signed_in(bob), f"/t/{thread.pk}/asks/"
    assert "asks you" in browser.get(thread.get_absolute_url()).content.decode()
    assert "I’ll answer by…" in browser.get(fragment).content.decode()
    for other in (alice, carol):
        assert "asks you" not in signed_in(other).get(thread.get_absolute_url()).content.decode()
        assert "asks you" not in signed_in(other).get(fragment).content.decode()
    post(bob, thread)
    assert "asks you" not in browser.get(fragment).content.decode()


def test_a_promise_is_made_from_what_is_offered_or_at_another_time(
    thread: Thread, alice: User, bob: User
) -> None:
    message, browser = ask(alice, thread, bob), signed_in(bob)
    address = f"/m/{message.pk}/promise/"
    assert press(browser, browser.get(address), "Promise it").status_code == 302
    first = Ask.objects.get().promised_at
    assert first
    assert first > timezone.now()
    assert is_working(schedule_for(bob), first - timedelta(seconds=1))
    far = (timezone.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    press(browser, browser.get(address), "Promise it", until="other", custom=far)
    again = Ask.objects.get().promised_at
    assert again
    assert again > first
    assert "you promised it by" in browser.get(thread.get_absolute_url()).content.decode()


def test_a_promise_without_a_time_or_for_the_past_is_refused_at_its_field(
    thread: Thread, alice: User, bob: User
) -> None:
    address, browser = f"/m/{ask(alice, thread, bob).pk}/promise/", signed_in(bob)
    for custom in ("", "soon", "2020-01-05T09:00"):
        answer = browser.post(address, {"until": "other", "custom": custom})
        assert answer.status_code == 422
        assert 'id="id_custom_error"' in answer.content.decode()
    assert Ask.objects.get().state == "open"


def test_what_is_offered_lies_within_the_hours() -> None:
    week = tuple(Window(day, 9 * 60, 17 * 60) for day in range(5))
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    assert [f"{moment:%a %H:%M}" for moment in promisable(Schedule("UTC", week), friday)] == [
        "Fri 17:00",
        "Mon 09:00",
        "Mon 10:00",
        "Mon 17:00",
    ]
    assert promisable(Schedule("UTC", ()), friday) == []


def test_whoever_is_asked_hands_it_over(thread: Thread, alice: User, bob: User, carol: User) -> None:
    message, browser = ask(alice, thread, bob), signed_in(bob)
    page = browser.get(f"/m/{message.pk}/hand-over/")
    assert f'value="{alice.pk}"' not in page.content.decode()
    assert press(browser, page, "Ask them", to=carol.pk).status_code == 302
    assert Ask.objects.get(closed_at=None).person == carol
    assert browser.get(f"/m/{message.pk}/hand-over/").status_code == 404


def test_nobody_else_touches_an_ask(thread: Thread, alice: User, bob: User, carol: User) -> None:
    message = ask(alice, thread, bob)
    for page, people in {
        "promise": [alice, carol],
        "hand-over": [carol],
        "more-time": [bob, carol],
        "withdraw": [bob, carol],
    }.items():
        for user in people:
            for method in (signed_in(user).get, signed_in(user).post):
                assert method(f"/m/{message.pk}/{page}/").status_code == 404


def test_an_author_gives_more_time_and_withdraws(thread: Thread, alice: User, bob: User, carol: User) -> None:
    message, browser = ask(alice, thread, bob, carol), signed_in(alice)
    later = timezone.now() + timedelta(days=20)
    address = f"/m/{message.pk}/more-time/"
    fields = {"due_at": f"{later:%Y-%m-%dT%H:%M}", "asks": [Ask.objects.get(person=bob).pk]}
    assert browser.post(address, {**fields, "due_at": "2020-01-05T09:00"}).status_code == 422
    assert browser.post(address, fields).status_code == 302
    due = {row.person: row.due_at for row in Ask.objects.all()}
    assert (due[bob] or later) > (due[carol] or later)
    everybody = {"asks": [row.pk for row in Ask.objects.all()]}
    assert browser.post(f"/m/{message.pk}/withdraw/").status_code == 422
    assert browser.post(f"/m/{message.pk}/withdraw/", everybody).status_code == 302
    assert set(Ask.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert browser.get(address).status_code == 404


def test_an_author_sees_what_they_wait_for_and_nobody_else_does(
    thread: Thread, alice: User, bob: User, carol: User
) -> None:
    ask(alice, thread, bob, carol, text="Which pump is it?")
    page = signed_in(alice).get("/waiting/").content.decode()
    assert "Which pump is it?" in page
    assert "Expected by" in page
    for other in (bob, carol):
        assert "Which pump is it?" not in signed_in(other).get("/waiting/").content.decode()
    post(bob, thread)
    assert [entry.answered for entry in waiting_of(alice)] == [1]
    assert "1 of 2 answered" in signed_in(alice).get("/waiting/").content.decode()
    post(carol, thread)
    assert waiting_of(alice) == []
    assert {row.person for row in answered_lately(alice, timezone.now())} == {bob, carol}
    assert answered_lately(alice, timezone.now() + timedelta(days=8)) == []


def test_waiting_tells_of_a_promise_of_handing_over_and_of_what_is_late(
    thread: Thread, alice: User, bob: User, carol: User, dave: User
) -> None:
    ask(alice, thread, bob, carol)
    promise(person=bob, ask=Ask.objects.get(person=bob), until=timezone.now() + timedelta(days=3))
    hand_over(actor=carol, ask=Ask.objects.get(person=carol), to=dave)
    page = signed_in(alice).get("/waiting/").content.decode()
    assert "Promised" in page
    assert "from Carol" in page
    assert [waited.person for waited in waiting_of(alice)[0].people] == [bob, dave]
    past = timezone.now() - timedelta(days=2)
    Ask.objects.filter(person=dave).update(due_at=past)
    assert 'data-due="past"' in signed_in(alice).get("/waiting/").content.decode()


def test_what_is_no_longer_readable_is_waited_for_no_more(alice: User, bob: User, carol: User) -> None:
    channel = make_channel(bob, is_private=True, members=[alice, carol])
    ask(alice, make_thread(bob, channel=channel), carol)
    assert len(waiting_of(alice)) == 1
    leave_channel(user=alice, channel=channel)
    assert waiting_of(alice) == []


def test_open_pages_hear_of_it(
    thread: Thread,
    alice: User,
    bob: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    told: list[carrier.Frame] = []
    monkeypatch.setattr("threads.live_asks.publish", lambda *frames: told.extend(frames))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        ask(alice, thread, bob)
    assert [frame.audience.people for frame in told] == [(bob.pk,)]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        post(bob, thread)
    assert len(told) == 2


@pytest.mark.parametrize("number", [1, 7])
def test_waiting_costs_the_same_however_much_is_open(
    number: int, alice: User, bob: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        make_direct(alice, [person(f"P{index} Lee"), bob], title=f"Plan {index}")
        thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
        ask(alice, thread, bob)
    browser = signed_in(alice)
    # session, user, messages, asks, schedules, answered; what the tabs and the sidebar need
    with django_assert_max_num_queries(11):
        assert browser.get("/waiting/").content.count(b'<li class="entry">') == number
