"""Sending later over HTTP, by plain forms as a browser without scripts sends them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from notifications.scheduled.sweep import sweep
from tests.cast import person, signed_in
from tests.factories import make_channel, make_direct, make_thread
from tests.notifications.conftest import Clock, clock, no_clock_leaps
from threads.actions.change_channel import archive_channel
from threads.actions.save_draft import save_draft
from threads.actions.schedule_message import schedule_message
from threads.models import Channel, Draft, Message, ScheduledMessage, Thread
from threads.written import Later, Written

__all__ = ["clock", "no_clock_leaps"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(alice: User, bob: User, carol: User, clock: Clock) -> Channel:
    return make_channel(alice, name="firmware", members=[bob, carol])


@pytest.fixture
def thread(alice: User, channel: Channel) -> Thread:
    return make_thread(alice, channel=channel, title="Roll out 2.4")


@pytest.fixture
def browser(bob: User, clock: Clock) -> Client:
    return signed_in(bob)


def plan(author: User, thread: Thread, clock: Clock, text: str = "Later.", **more: int) -> ScheduledMessage:
    at = clock.at + timedelta(**(more or {"hours": 1}))
    return schedule_message(author=author, written=Written(text, thread=thread), later=Later("moment", at))


def test_the_choices_name_each_persons_day_and_both_clocks(
    browser: Client, thread: Thread, alice: User, carol: User
) -> None:
    """It is Monday 10:00 in Lisbon and 23:00 in Auckland."""
    User.objects.filter(pk=alice.pk).update(pronouns="she/her")
    page = browser.post(reverse("later", args=[thread.pk]), {"text": "@alice @carol what do you say?"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "When Alice starts her day" in text
    assert "Tue 09:00 Lisbon · Tue 09:00 your time" in text
    assert "When Carol starts their day" in text
    assert "Tue 09:00 Auckland · Mon 20:00 your time" in text
    assert "When all of them have started their day" in text
    assert "When I start my day" in text
    assert not ScheduledMessage.objects.exists()


def test_a_reply_is_scheduled_by_plain_forms_and_goes_out(
    browser: Client, thread: Thread, bob: User, alice: User, clock: Clock
) -> None:
    save_draft(user=bob, thread=thread, text="@alice good morning", version=0)
    form = {"text": "@alice good morning", "urgency": "norm", "when": f"person-{alice.pk}"}
    answer = browser.post(reverse("later", args=[thread.pk]), form)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("sent"))
    row = ScheduledMessage.objects.get()
    assert (row.rule, row.person, row.urgency, row.told) == ("person", alice, "norm", [alice.pk])
    assert row.send_at == clock.at.replace(hour=9) + timedelta(days=1)
    assert not Draft.objects.exists()
    page = browser.get(reverse("sent")).content.decode()
    assert "Roll out 2.4" in page
    assert "Sent Tue 09:00" in page
    assert "when Alice starts their day" in page
    assert "Hears at once" in page
    clock.to(row.send_at)
    assert sweep() == 1
    assert Message.objects.get(thread=thread, number=2).author == bob
    assert "Nothing is scheduled" in browser.get(reverse("sent")).content.decode()


@pytest.mark.parametrize(("whose", "expected"), [("mine", "2026-11-24 10:00"), ("carol", "2026-11-23 21:00")])
def test_a_moment_is_picked_on_ones_own_clock_or_another_persons(
    browser: Client, thread: Thread, carol: User, whose: str, expected: str
) -> None:
    clock_of = str(carol.pk) if whose == "carol" else "mine"
    form = {"text": "@carol hi", "when": "moment", "day": "2026-11-24", "time": "10", "clock": clock_of}
    assert browser.post(reverse("later", args=[thread.pk]), form).status_code == 302
    assert f"{ScheduledMessage.objects.get().send_at:%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": "moment"},
        {"when": "moment", "day": "2026-11-20", "time": "10:00"},
        {"when": "moment", "day": "2029-11-20", "time": "10:00"},
        {"when": "moment", "day": "2026-11-24", "time": "25:00"},
        {"when": "moment", "day": "never", "time": "10:00"},
        {"when": "person-999"},
        {"when": ""},
    ],
)
def test_what_is_no_time_comes_back_with_the_text(
    browser: Client, thread: Thread, wrong: dict[str, str]
) -> None:
    answer = browser.post(reverse("later", args=[thread.pk]), {"text": "A long thought", **wrong})
    assert answer.status_code == 422
    assert "A long thought" in answer.content.decode()
    assert not ScheduledMessage.objects.exists()


def test_a_blank_reply_is_not_scheduled(browser: Client, thread: Thread) -> None:
    answer = browser.post(reverse("later", args=[thread.pk]), {"text": "  "})
    assert answer.status_code == 422
    assert "Write something first." in answer.content.decode()


def test_a_script_gets_json_and_the_part_for_the_composer(browser: Client, thread: Thread) -> None:
    url = reverse("later", args=[thread.pk])
    part = browser.post(url, {"text": "@alice hi"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="stack stack--tight" id="later-choice">')
    answer = browser.post(url, {"text": "@alice hi", "when": "mine"}, headers={"Accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json() == {"words": "Scheduled for Tue 09:00.", "url": reverse("sent")}


def test_a_new_thread_and_a_direct_one_are_scheduled(
    browser: Client, channel: Channel, alice: User, carol: User, clock: Clock
) -> None:
    common = {"title": "A plan", "text": "First words.", "when": "mine"}
    in_channel = f"{reverse('later-new')}?channel={channel.pk}"
    assert browser.post(in_channel, {**common, "kind": "decision"}).status_code == 302
    direct = f"{reverse('later-new')}?to=alice"
    assert browser.post(direct, {**common, "to": "alice, carol"}).status_code == 302
    first, second = ScheduledMessage.objects.order_by("pk")
    assert (first.channel, first.kind, first.title) == (channel, "decision", "A plan")
    assert second.people == sorted([alice.pk, carol.pk])
    page = browser.get(reverse("sent")).content.decode()
    assert "new thread in #firmware" in page
    assert "new thread with Alice and Carol" in page


def test_a_new_thread_without_a_title_comes_back(browser: Client, channel: Channel) -> None:
    answer = browser.post(f"{reverse('later-new')}?channel={channel.pk}", {"text": "x", "kind": "discussion"})
    assert answer.status_code == 422
    assert "Give it a title." in answer.content.decode()


def test_nobody_schedules_where_they_may_not_read(alice: User, dave: User, clock: Clock) -> None:
    private = make_channel(alice, is_private=True)
    outsider = signed_in(dave)
    answer = outsider.post(f"{reverse('later-new')}?channel={private.pk}", {"text": "x"})
    absent = outsider.post(f"{reverse('later-new')}?channel=987654", {"text": "x"})
    assert answer.status_code == absent.status_code == 404


def test_it_is_edited_moved_and_taken_back(browser: Client, thread: Thread, bob: User, clock: Clock) -> None:
    row = plan(bob, thread, clock)
    edit = reverse("sent-edit", args=[row.pk])
    assert "Later." in browser.get(edit).content.decode()
    assert (
        browser.post(edit, {"text": "Sooner.", "urgency": "none", "version": row.version}).status_code == 302
    )
    stale = browser.post(edit, {"text": "Other.", "urgency": "none", "version": row.version})
    assert stale.status_code == 422
    assert "Another device" in stale.content.decode()
    time = reverse("sent-time", args=[row.pk])
    assert browser.get(time).status_code == 200
    assert browser.post(time, {"when": "mine"}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.rule) == ("Sooner.", "mine")
    assert browser.post(reverse("sent-cancel", args=[row.pk])).headers["Location"] == reverse("drafts")
    assert Draft.objects.get(user=bob).text == "Sooner."


def test_another_persons_is_as_absent_as_none(thread: Thread, bob: User, alice: User, clock: Clock) -> None:
    row = plan(bob, thread, clock)
    other = signed_in(alice)
    for name, method in (("sent-edit", "get"), ("sent-time", "get"), ("sent-cancel", "post")):
        assert getattr(other, method)(reverse(name, args=[row.pk])).status_code == 404
    assert "Roll out" not in other.get(reverse("sent")).content.decode().split("<main")[1]


def test_a_thread_that_could_not_begin_goes_to_another_channel(
    browser: Client, channel: Channel, alice: User, bob: User, clock: Clock
) -> None:
    written = Written("Words.", channel=channel, title="A plan", kind="discussion")
    at = Later("moment", clock.at + timedelta(hours=1))
    row = schedule_message(author=bob, written=written, later=at)
    archive_channel(actor=alice, channel=channel)
    clock.on(hours=1)
    sweep()
    page = browser.get(reverse("sent")).content.decode()
    assert "not sent" in page
    assert "1 could not be sent" in page
    assert "Choose another channel" in page
    elsewhere = make_channel(alice, name="general", members=[bob])
    row.refresh_from_db()
    form = {
        "text": row.text,
        "title": row.title,
        "channel": elsewhere.pk,
        "urgency": "none",
        "version": row.version,
    }
    answer = browser.post(reverse("sent-edit", args=[row.pk]), form)
    assert answer.headers["Location"] == reverse("sent-time", args=[row.pk])
    browser.post(reverse("sent-time", args=[row.pk]), {"when": "mine"})
    clock.to(ScheduledMessage.objects.get().send_at)
    assert sweep() == 1
    assert Thread.objects.get(title="A plan").channel == elsewhere


def test_a_page_of_lost_places_names_none_of_them(alice: User, bob: User, clock: Clock) -> None:
    private = make_channel(alice, name="merger", members=[bob], is_private=True)
    thread = make_thread(alice, channel=private, title="The merger")
    plan(bob, thread, clock)
    save_draft(user=bob, thread=thread, text="My part of it.", version=0)
    private.memberships.filter(user=bob).delete()
    browser = signed_in(bob)
    for name in ("sent", "drafts"):
        page = browser.get(reverse(name)).content.decode()
        assert "merger" not in page
        assert "“" in page


def test_drafts_of_all_sorts_stand_on_one_page_and_go(
    browser: Client, thread: Thread, channel: Channel, alice: User, bob: User
) -> None:
    save_draft(user=bob, thread=thread, text="A reply.", version=0)
    save_draft(user=bob, channel=channel, title="A thread", text="Its words.", kind="decision", version=0)
    save_draft(user=bob, people=[alice], title="Between us", text="Psst.", version=0)
    page = browser.get(reverse("drafts")).content.decode()
    for words in ("reply in #firmware", "new decision in #firmware", "new thread with Alice"):
        assert words in page
    assert f"{reverse('thread-new')}?to=alice" in page
    for draft in Draft.objects.filter(user=bob):
        assert browser.post(reverse("draft-discard", args=[draft.pk])).status_code == 302
    assert "Nothing begun." in browser.get(reverse("drafts")).content.decode()


def test_a_draft_is_sent_later_from_its_page(browser: Client, thread: Thread, bob: User, alice: User) -> None:
    save_draft(user=bob, thread=thread, text="@alice a reply.", version=0)
    draft = Draft.objects.get()
    url = reverse("draft-later", args=[draft.pk])
    assert "When Alice starts" in browser.get(url).content.decode()
    assert browser.post(url, {"when": "mine"}).status_code == 302
    assert not Draft.objects.exists()
    assert ScheduledMessage.objects.get().text == "@alice a reply."


def test_a_draft_that_lacks_something_leads_to_where_it_is_written(
    browser: Client, channel: Channel, bob: User
) -> None:
    save_draft(user=bob, channel=channel, text="No title yet.", version=0)
    answer = browser.get(reverse("draft-later", args=[Draft.objects.get().pk]))
    assert answer.headers["Location"] == f"{reverse('thread-new')}?channel={channel.pk}"


def test_a_new_threads_draft_is_kept_by_a_script_and_two_devices_disagree(
    browser: Client, channel: Channel, bob: User
) -> None:
    url = f"{reverse('draft-new')}?channel={channel.pk}"
    assert browser.get(url).json() == {"text": "", "title": "", "version": 0}
    form = {"text": "Words.", "title": "A", "kind": "decision"}
    assert browser.post(url, {**form, "version": 0}).json() == {"version": 1}
    assert browser.get(url).json() == {"text": "Words.", "title": "A", "version": 1}
    conflict = browser.post(url, {**form, "text": "Others.", "version": 0})
    assert conflict.status_code == 409
    assert conflict.json() == {"text": "Words.", "title": "A", "version": 1}


def test_nobody_opens_the_draft_of_another(thread: Thread, alice: User, bob: User, clock: Clock) -> None:
    save_draft(user=bob, thread=thread, text="Mine.", version=0)
    draft, other = Draft.objects.get(), signed_in(alice)
    assert other.get(reverse("draft-later", args=[draft.pk])).status_code == 404
    assert other.post(reverse("draft-discard", args=[draft.pk])).status_code == 404
    assert Draft.objects.exists()


@pytest.mark.parametrize("rows", [1, 12])
def test_the_pages_cost_the_same_however_much_is_written(
    rows: int,
    alice: User,
    bob: User,
    channel: Channel,
    clock: Clock,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        thread = make_thread(alice, channel=channel)
        who = person(f"P{number} Lee")
        at = Later("person", clock.at + timedelta(hours=number + 1), who)
        schedule_message(author=bob, written=Written("x", thread=thread), later=at, told=[who.pk, alice.pk])
        direct = make_direct(bob, [who])
        save_draft(user=bob, thread=direct, text="begun", version=0)
        save_draft(user=bob, people=[who], text="begun", version=0)
    browser = signed_in(bob)
    browser.get(reverse("sent"))  # hours that this process has not read yet
    with django_assert_num_queries(SENT):
        browser.get(reverse("sent"))
    with django_assert_num_queries(DRAFTS):
        browser.get(reverse("drafts"))


# The person's session, themselves and their navigation; then the rows, their threads, the people,
# and the tabs' counts.
SENT = 9
DRAFTS = 9
