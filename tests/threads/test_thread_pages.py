"""Threads and messages through HTTP, as a browser without scripts uses them."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import make_channel, make_direct, make_thread, post
from threads.markdown import MAX_LENGTH
from threads.models import Draft, Membership, Message, ReadMark, Thread, ThreadEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(alice: User, bob: User) -> Thread:
    return make_thread(alice, channel=make_channel(alice, name="firmware", members=[bob]), title="Roll out?")


@pytest.fixture
def as_bob(client: Client, bob: User) -> Client:
    client.force_login(bob)
    return client


def page(client: Client, thread: Thread, **query: str | int) -> str:
    answer = client.get(thread.get_absolute_url(), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_address_with_another_slug_leads_to_the_thread(as_bob: Client, thread: Thread) -> None:
    answer = as_bob.get(f"/t/{thread.pk}/old-title?at=1")
    assert answer.headers["Location"] == f"/t/{thread.pk}/roll-out?at=1"


def test_a_reply_is_posted_and_shown(as_bob: Client, thread: Thread) -> None:
    answer = as_bob.post(reverse("messages", args=[thread.pk]), {"text": "**Yes** from me."})
    assert answer.headers["Location"] == f"{thread.get_absolute_url()}#m2"
    assert "<strong>Yes</strong> from me." in page(as_bob, thread)


def test_a_script_gets_the_message_as_json(as_bob: Client, thread: Thread, bob: User) -> None:
    key = str(uuid.uuid4())
    answer = as_bob.post(
        reverse("messages", args=[thread.pk]),
        {"text": "Yes.", "client_id": key},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 201
    body = answer.json()
    assert (body["id"], body["number"], body["seq"], body["author"]) == (key, 2, 2, bob.pk)


def test_a_text_that_is_too_long_is_told_at_the_field_and_kept(as_bob: Client, thread: Thread) -> None:
    text = "word " * (MAX_LENGTH // 5) + "ends"
    answer = as_bob.post(reverse("messages", args=[thread.pk]), {"text": text})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Shorten it by 4." in shown
    assert text in shown
    assert thread.messages.count() == 1


def test_a_blank_reply_is_told(as_bob: Client, thread: Thread) -> None:
    answer = as_bob.post(
        reverse("messages", args=[thread.pk]), {"text": " \r\n"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json() == {"errors": {"text": ["Write something first."]}}


def test_the_divider_stands_before_the_first_unread(
    as_bob: Client, thread: Thread, alice: User, bob: User
) -> None:
    ReadMark.objects.create(user=bob, thread=thread, number=1)
    post(alice, thread)
    text = page(as_bob, thread)
    assert text.index('id="m1"') < text.index("New since your last visit") < text.index('id="m2"')


def test_a_long_thread_opens_at_the_first_unread(
    as_bob: Client, thread: Thread, alice: User, bob: User
) -> None:
    for _ in range(80):
        post(alice, thread)
    ReadMark.objects.create(user=bob, thread=thread, number=10)
    text = page(as_bob, thread)
    assert 'id="m11"' in text
    assert 'id="m5"' not in text
    assert 'id="m81"' not in text
    assert "Show earlier messages" in text
    assert "Show later messages" in text
    assert 'id="m81"' in page(as_bob, thread, at=81)


def test_fragments_page_by_number(as_bob: Client, thread: Thread, alice: User) -> None:
    for _ in range(70):
        post(alice, thread)
    address = reverse("messages", args=[thread.pk])
    until = as_bob.get(address, {"until": 20}).content.decode()
    assert 'id="m20"' in until
    assert 'id="m21"' not in until
    after = as_bob.get(address, {"from": 21}).content.decode()
    assert 'id="m20"' not in after
    assert 'id="m70"' in after
    newest = as_bob.get(address, {"until": "newest"}).content.decode()
    assert 'id="m71"' in newest
    assert 'id="m21"' not in newest


def test_edit_history_and_deletion_work_without_scripts(client: Client, thread: Thread, alice: User) -> None:
    client.force_login(alice)
    message = post(alice, thread, "the frist wave")
    edit = reverse("edit-message", args=[message.pk])
    assert "the frist wave" in client.get(edit).content.decode()
    client.post(edit, {"text": "the first wave"})
    history = client.get(reverse("message-history", args=[message.pk])).content.decode()
    assert "<del>frist</del>" in history
    assert "<ins>first</ins>" in history
    assert client.get(reverse("delete-message", args=[message.pk])).status_code == 200
    client.post(reverse("delete-message", args=[message.pk]))
    text = page(client, thread)
    assert "This message was deleted." in text
    assert "the first wave" not in text
    assert "frist" not in client.get(reverse("message-history", args=[message.pk])).content.decode()


def test_the_menu_offers_editing_to_those_who_may(
    as_bob: Client, thread: Thread, alice: User, bob: User
) -> None:
    theirs, mine = post(alice, thread), post(bob, thread)
    assert "Edit" not in as_bob.get(reverse("message-menu", args=[theirs.pk])).content.decode()
    assert "Edit" in as_bob.get(reverse("message-menu", args=[mine.pk])).content.decode()
    assert as_bob.get(reverse("edit-message", args=[theirs.pk])).status_code == 404


def test_a_reaction_comes_and_goes_without_scripts(as_bob: Client, thread: Thread) -> None:
    message = Message.objects.get(thread=thread)
    address = reverse("react", args=[message.pk])
    assert as_bob.post(address, {"emoji": "👍"}).headers["Location"].endswith("#m1")
    assert message.reactions.count() == 1
    as_bob.post(address, {"emoji": "👍"})
    assert message.reactions.count() == 0
    assert as_bob.post(address, {"emoji": "nonsense"}).status_code == 422


def test_resolving_asks_for_an_outcome_and_shows_it(as_bob: Client, thread: Thread) -> None:
    address = reverse("resolve-thread", args=[thread.pk])
    assert as_bob.post(address, {"outcome": " "}).status_code == 422
    as_bob.post(address, {"outcome": "Three **waves**."})
    text = page(as_bob, thread)
    assert "Resolved" in text
    assert "Three <strong>waves</strong>." in text
    assert "Bob Santos resolved the thread" in text
    as_bob.post(reverse("reopen-thread", args=[thread.pk]))
    assert "Bob Santos reopened the thread" in page(as_bob, thread)


def test_renaming_leaves_an_entry_and_old_links_working(as_bob: Client, thread: Thread) -> None:
    before = thread.get_absolute_url()
    as_bob.post(reverse("rename-thread", args=[thread.pk]), {"title": "  Roll\tout 2.4? "})
    renamed = Thread.objects.get()
    assert renamed.title == "Roll out 2.4?"
    assert "renamed the thread from “Roll out?”" in as_bob.get(before, follow=True).content.decode()


def test_a_moved_thread_is_read_by_those_who_read_the_new_channel(
    client: Client, thread: Thread, alice: User, bob: User, dave: User
) -> None:
    client.force_login(alice)
    hidden = make_channel(alice, name="hidden", is_private=True, members=[bob])
    answer = client.post(reverse("move-thread", args=[thread.pk]), {"channel": hidden.pk})
    assert answer.status_code == 302
    outsider = Client()
    outsider.force_login(dave)
    assert outsider.get(thread.get_absolute_url()).status_code == 404
    entry = ThreadEntry.objects.get(verb="moved")
    assert entry.data == {"before": "firmware", "after": ""}


def test_a_thread_is_not_moved_to_a_channel_that_one_cannot_see(
    as_bob: Client, thread: Thread, dave: User
) -> None:
    theirs = make_channel(dave, name="theirs", is_private=True)
    form = as_bob.get(reverse("move-thread", args=[thread.pk])).content.decode()
    assert "theirs" not in form
    answer = as_bob.post(reverse("move-thread", args=[thread.pk]), {"channel": theirs.pk})
    absent = as_bob.post(reverse("move-thread", args=[thread.pk]), {"channel": 987_654})
    assert answer.status_code == absent.status_code == 422
    assert Thread.objects.get().channel != theirs


def test_a_direct_thread_cannot_be_moved(as_bob: Client, bob: User, alice: User) -> None:
    direct = make_direct(bob, [alice])
    assert as_bob.get(reverse("move-thread", args=[direct.pk])).status_code == 404


def test_only_readers_can_be_responsible(as_bob: Client, alice: User, bob: User, dave: User) -> None:
    hidden = make_thread(alice, channel=make_channel(alice, is_private=True, members=[bob]))
    address = reverse("thread-responsible", args=[hidden.pk])
    assert dave.name not in as_bob.get(address).content.decode()
    assert as_bob.post(address, {"person": dave.pk}).status_code == 422
    assert as_bob.post(address, {"person": alice.pk}).status_code == 302
    assert "Alice is responsible" in page(as_bob, hidden)


def test_a_guest_changes_only_its_own_threads(client: Client, alice: User, gina: User) -> None:
    channel = make_channel(alice, members=[gina])
    theirs, own = make_thread(alice, channel=channel), make_thread(gina, channel=channel)
    client.force_login(gina)
    assert client.get(reverse("rename-thread", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("rename-thread", args=[own.pk])).status_code == 200


def test_a_draft_is_kept_and_two_devices_do_not_overwrite_each_other(as_bob: Client, thread: Thread) -> None:
    address = reverse("draft", args=[thread.pk])
    assert as_bob.post(address, {"text": "half a", "version": 0}).json() == {"version": 1}
    assert "half a" in page(as_bob, thread)
    assert as_bob.post(address, {"text": "half a thought", "version": 1}).json() == {"version": 2}
    conflict = as_bob.post(address, {"text": "from the phone", "version": 1})
    assert conflict.status_code == 409
    assert conflict.json() == {"text": "half a thought", "title": "", "version": 2}
    assert as_bob.post(address, {"text": "", "version": 2}).json() == {"version": 0}
    assert not Draft.objects.exists()


def test_people_in_several_places_lead_to_everybodys_hours(
    as_bob: Client, alice: User, bob: User, carol: User, thread: Thread
) -> None:
    assert "places</a>" not in page(as_bob, thread)
    far = make_direct(alice, [bob, carol])
    assert "3 in 2 places</a>" in page(as_bob, far)


def test_the_nudge_comes_for_an_acknowledgement_alone(as_bob: Client, thread: Thread) -> None:
    address = reverse("nudge", args=[thread.pk])
    assert "React 👍 instead" in as_bob.post(address, {"text": "got it"}).content.decode()
    assert as_bob.post(address, {"text": "got it, but why?"}).status_code == 204


def test_the_nudge_knows_the_languages_that_a_browser_asks_for(as_bob: Client, thread: Thread) -> None:
    address, text = reverse("nudge", args=[thread.pk]), {"text": "alles klar"}
    assert as_bob.post(address, text).status_code == 204
    german = as_bob.post(address, text, headers={"Accept-Language": "en-US,de;q=0.7"})
    assert "React 👍 instead" in german.content.decode()


def test_completion_offers_those_who_can_read_and_nobody_else(
    as_bob: Client, alice: User, bob: User, dave: User
) -> None:
    hidden = make_thread(alice, channel=make_channel(alice, name="secret", is_private=True, members=[bob]))
    address = reverse("complete")
    people = as_bob.get(address, {"kind": "people", "thread": str(hidden.pk), "q": ""}).json()["items"]
    assert [item["insert"] for item in people] == [f"@{alice.handle}", f"@{bob.handle}"]
    assert as_bob.get(address, {"kind": "channels", "q": "sec"}).json()["items"]
    outsider = Client()
    outsider.force_login(dave)
    assert not outsider.get(address, {"kind": "channels", "q": "sec"}).json()["items"]
    emoji = as_bob.get(address, {"kind": "emoji", "q": "tada"}).json()["items"]
    assert emoji[0]["insert"] == "🎉"


def test_the_preview_is_what_will_be_stored(as_bob: Client, thread: Thread, alice: User) -> None:
    text = f"**bold** for @{alice.handle}"
    answer = as_bob.post(
        reverse("preview"), {"text": text, "thread": thread.pk}, headers={"HX-Request": "true"}
    )
    as_bob.post(reverse("messages", args=[thread.pk]), {"text": text})
    assert Message.objects.get(number=2).html in answer.content.decode()


def test_reading_and_following_are_said_by_post_alone(as_bob: Client, thread: Thread, bob: User) -> None:
    for name in ("read", "unread", "follow"):
        assert as_bob.get(reverse(name, args=[thread.pk])).status_code == 405
    page(as_bob, thread)
    assert not ReadMark.objects.filter(user=bob).exists()
    as_bob.post(reverse("follow", args=[thread.pk]), {"following": "1"})
    assert "You follow this thread." in page(as_bob, thread)


def test_an_archived_channel_shows_no_composer(as_bob: Client, thread: Thread) -> None:
    channel = Membership.objects.filter(channel=thread.channel).first()
    assert channel
    channel.channel.archived_at = channel.joined_at
    channel.channel.save(update_fields=["archived_at"])
    text = page(as_bob, thread)
    assert 'id="composer"' not in text
    assert "no longer written to" in text
    answer = as_bob.post(reverse("messages", args=[thread.pk]), {"text": "still?"})
    assert answer.status_code == 422
