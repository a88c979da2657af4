"""Starting a thread in a channel."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel
from tests.plain_forms import Page, press
from threads.actions.change_channel import archive_channel
from threads.markdown import MAX_LENGTH
from threads.models import Channel, Draft, Thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(alice: User, bob: User) -> Channel:
    return make_channel(alice, name="pumps", members=[bob])


def open_page(browser: Client, channel: Channel) -> Page:
    return browser.get(f"/threads/new/?channel={channel.pk}")


def test_a_thread_is_started_by_filling_in_the_form(alice: User, bob: User, channel: Channel) -> None:
    browser = signed_in(bob)
    answer = press(
        browser,
        open_page(browser, channel),
        "Start thread",
        title=" Which  pump? ",
        text="Grey, says @alice.",
        kind="decision",
        responsible=alice.pk,
    )
    thread = Thread.objects.get()
    assert answer["Location"] == thread.get_absolute_url()
    assert (thread.title, thread.kind, thread.channel) == ("Which pump?", "decision", channel)
    assert (thread.author, thread.responsible) == (bob, alice)
    [message] = thread.messages.all()
    assert message.source == "Grey, says @alice."
    assert [mention.user for mention in message.mentions.all()] == [alice]


def test_sent_twice_it_is_one_thread(bob: User, channel: Channel) -> None:
    browser = signed_in(bob)
    page = open_page(browser, channel)
    answers = [press(browser, page, "Start thread", title="Once", text="Only.") for _ in range(2)]
    assert Thread.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "Words."),
        ("\u200b", "Words."),
        ("x" * 201, "Words."),
        ("Title", " "),
        ("Title", "x" * (MAX_LENGTH + 1)),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_the_rest_kept(
    bob: User, channel: Channel, title: str, text: str
) -> None:
    browser = signed_in(bob)
    page = open_page(browser, channel)
    answer = press(browser, page, "Start thread", title=title, text=text, kind="meeting")
    assert answer.status_code == 422
    assert not Thread.objects.exists()
    form = answer.context["form"]
    assert form.errors
    assert form["text"].value() == text
    assert form["title"].value() == title
    again = press(browser, answer, "Start thread", title="Better", text="Good.")
    assert again.status_code == 302
    assert Thread.objects.get().kind == "meeting"


def test_without_a_channel_it_asks_for_one_that_i_may_write_in(
    alice: User, bob: User, dave: User, channel: Channel
) -> None:
    make_channel(alice, name="hush", is_private=True)
    make_channel(alice, name="news", kind="announcements")
    archive_channel(actor=alice, channel=make_channel(alice, name="old"))
    mine = make_channel(bob, name="mine", is_private=True)
    browser = signed_in(bob)
    page = browser.get("/threads/new/")
    assert [one.name for one in page.context["form"].fields["channel"].queryset] == ["mine", "pumps"]
    press(browser, page, "Start thread", channel=mine.pk, title="Here", text="Yes.")
    assert Thread.objects.get().channel == mine


def test_a_channel_that_was_not_offered_is_refused(alice: User, bob: User, channel: Channel) -> None:
    hidden = make_channel(alice, is_private=True)
    browser = signed_in(bob)
    page = browser.get("/threads/new/")
    for wrong in (hidden.pk, 999_999):
        answer = press(browser, page, "Start thread", channel=wrong, title="T", text="W")
        assert answer.status_code == 422
        assert answer.context["form"].errors["channel"] == [
            "Select a valid choice. That choice is not one of the available choices."
        ]
    assert not Thread.objects.exists()


def test_to_outsiders_a_private_channel_is_absent(alice: User, dave: User) -> None:
    hidden = make_channel(alice, is_private=True)
    browser = signed_in(dave)
    for pk in (hidden.pk, 999_999):
        assert browser.get(f"/threads/new/?channel={pk}").status_code == 404
        answer = browser.post(f"/threads/new/?channel={pk}", {"title": "T", "text": "W", "kind": "meeting"})
        assert answer.status_code == 404
        preview = browser.post("/threads/new/", {"do": "preview", "text": "W", "channel": pk})
        assert preview.status_code == 404


def test_in_an_announcements_channel_only_few_start_threads(alice: User, bob: User) -> None:
    news = make_channel(alice, kind="announcements", members=[bob])
    assert open_page(signed_in(bob), news).status_code == 403
    page = open_page(signed_in(alice), news)
    assert page.context["form"]["kind"].value() == "announcement"


def test_a_responsible_person_who_cannot_read_there_is_refused_in_words(
    alice: User, bob: User, dave: User
) -> None:
    hidden = make_channel(bob, is_private=True, members=[alice])
    browser = signed_in(bob)
    page = browser.get("/threads/new/")
    answer = press(
        browser, page, "Start thread", channel=hidden.pk, title="T", text="Keep me", responsible=dave.pk
    )
    assert answer.status_code == 422
    assert "The responsible person cannot read this channel." in answer.content.decode()
    assert "Keep me" in answer.content.decode()
    people = open_page(browser, hidden).context["form"].fields["responsible"].queryset
    assert set(people) == {alice, bob}


def test_the_preview_shows_it_as_it_will_look_and_sends_nothing(bob: User, channel: Channel) -> None:
    browser = signed_in(bob)
    page = open_page(browser, channel)
    shown = press(browser, page, "Preview", title="Half", text="**Bold** @alice <b>no</b>", kind="decision")
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "<strong>Bold</strong>" in text
    assert 'class="mention"' in text
    assert "&lt;b&gt;no&lt;/b&gt;" in text
    assert not Thread.objects.exists()
    assert press(browser, shown, "Start thread").status_code == 302
    thread = Thread.objects.get()
    assert (thread.title, thread.kind) == ("Half", "decision")


def test_a_draft_is_kept_and_comes_back_in_its_channel_alone(
    alice: User, bob: User, channel: Channel
) -> None:
    other = make_channel(alice)
    browser = signed_in(bob)
    kept = press(
        browser, open_page(browser, channel), "Keep as draft", title="Half", text="A thou", kind="meeting"
    )
    assert kept["Location"] == channel.get_absolute_url()
    form = open_page(browser, channel).context["form"]
    assert [form[name].value() for name in ("title", "text", "kind")] == ["Half", "A thou", "meeting"]
    assert open_page(browser, other).context["form"]["text"].value() is None
    assert browser.get("/threads/new/").context["form"]["text"].value() is None
    assert open_page(signed_in(alice), channel).context["form"]["text"].value() is None


def test_started_from_a_draft_the_draft_is_gone_and_others_stay(bob: User, channel: Channel) -> None:
    browser = signed_in(bob)
    press(browser, browser.get("/threads/new/"), "Keep as draft", title="Elsewhere")
    press(browser, open_page(browser, channel), "Keep as draft", title="Half", text="Words")
    assert press(browser, open_page(browser, channel), "Start thread").status_code == 302
    assert Thread.objects.get().title == "Half"
    assert [draft.title for draft in Draft.objects.all()] == ["Elsewhere"]


def test_an_emptied_draft_is_no_draft(bob: User, channel: Channel) -> None:
    browser = signed_in(bob)
    press(browser, open_page(browser, channel), "Keep as draft", text="Words")
    press(browser, open_page(browser, channel), "Keep as draft", text=" ")
    assert not Draft.objects.exists()


def test_two_devices_never_overwrite_each_others_draft(bob: User, channel: Channel) -> None:
    browser = signed_in(bob)
    here, there = open_page(browser, channel), open_page(browser, channel)
    press(browser, there, "Keep as draft", text="From the train")
    answer = press(browser, here, "Keep as draft", text="From the desk")
    assert answer.status_code == 422
    assert "From the train" in answer.content.decode()
    assert answer.context["form"]["text"].value() == "From the desk"
    assert Draft.objects.get().text == "From the train"
    press(browser, answer, "Keep as draft")
    assert Draft.objects.get().text == "From the desk"


def test_a_draft_that_another_device_changed_outlives_the_thread(bob: User, channel: Channel) -> None:
    browser = signed_in(bob)
    press(browser, open_page(browser, channel), "Keep as draft", title="One", text="First")
    here = open_page(browser, channel)
    press(browser, open_page(browser, channel), "Keep as draft", text="Longer by far")
    press(browser, here, "Start thread")
    assert Thread.objects.get().messages.get().source == "First"
    assert Draft.objects.get().text == "Longer by far"


def test_a_guest_starts_threads_where_it_was_added(alice: User, gina: User) -> None:
    mine, others = make_channel(alice, members=[gina]), make_channel(alice)
    browser = signed_in(gina)
    assert open_page(browser, others).status_code == 404
    assert press(browser, open_page(browser, mine), "Start thread", title="T", text="W").status_code == 302
    people = browser.get("/threads/new/").context["form"].fields["responsible"].queryset
    assert set(people) == {alice, gina}
