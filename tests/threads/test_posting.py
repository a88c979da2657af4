"""post_message, edit_message, delete_message and react: numbers, retries, refusals."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connection

from accounts.models import User
from tests.factories import make_channel, make_thread, post
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.actions.refusals import Refused
from threads.markdown import MAX_LENGTH
from threads.models import Draft, Mention, Message, Reaction, ReadMark, Thread

pytestmark = pytest.mark.django_db


def test_messages_are_numbered_from_one_without_gaps(alice: User, bob: User) -> None:
    thread = make_thread(alice)
    for author in (bob, alice, bob):
        post(author, thread)
    assert [m.number for m in thread.messages.order_by("id")] == [1, 2, 3, 4]
    assert Thread.objects.get().last_number == 4


@pytest.mark.django_db(transaction=True)
def test_two_who_post_at_once_get_two_numbers(alice: User, bob: User) -> None:
    thread = make_thread(alice)
    barrier = threading.Barrier(2)

    def write(author: User) -> None:
        barrier.wait()
        for _ in range(5):
            post_message(author=author, thread=Thread.objects.get(pk=thread.pk), text="at once")
        connection.close()

    writers = [threading.Thread(target=write, args=[who]) for who in (alice, bob)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    numbers = sorted(Message.objects.filter(thread=thread).values_list("number", flat=True))
    assert numbers == list(range(1, 12))
    seqs = Message.objects.filter(thread=thread).values_list("change_seq", flat=True)
    assert len(set(seqs)) == 11


def test_a_retry_with_the_same_client_id_makes_no_second_message(alice: User) -> None:
    thread, key = make_thread(alice), uuid.uuid4()
    first = post_message(author=alice, thread=thread, text="once", client_id=key)
    again = post_message(author=alice, thread=thread, text="once", client_id=key)
    assert again.pk == first.pk
    assert Thread.objects.get().last_number == 2


def test_somebody_elses_client_id_is_refused_and_tells_nothing(alice: User, bob: User) -> None:
    thread, key = make_thread(alice), uuid.uuid4()
    post_message(author=alice, thread=thread, text="mine", client_id=key)
    with pytest.raises(Refused):
        post_message(author=bob, thread=thread, text="yours", client_id=key)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (MAX_LENGTH + 1)])
def test_a_blank_or_endless_text_is_no_message(alice: User, text: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        post_message(author=alice, thread=make_thread(alice), text=text)


def test_an_archived_channel_takes_no_message(alice: User) -> None:
    channel = make_channel(alice)
    thread = make_thread(alice, channel=channel)
    channel.archived_at = channel.created_at
    channel.save(update_fields=["archived_at"])
    thread.refresh_from_db()
    with pytest.raises(Refused):
        post(alice, thread)


def test_posting_reads_and_follows_for_the_author_and_drops_the_draft(alice: User, bob: User) -> None:
    thread = make_thread(alice)
    Draft.objects.create(user=bob, thread=thread, text="half a")
    post(bob, thread)
    mark = ReadMark.objects.get(user=bob, thread=thread)
    assert (mark.number, mark.following) == (2, True)
    assert not Draft.objects.exists()


def test_whoever_stopped_following_does_not_follow_again_by_writing(alice: User, bob: User) -> None:
    thread = make_thread(alice)
    ReadMark.objects.create(user=bob, thread=thread, following=False)
    post(bob, thread)
    assert ReadMark.objects.get(user=bob, thread=thread).following is False


def test_only_people_who_can_read_the_thread_are_mentioned(alice: User, bob: User, dave: User) -> None:
    thread = make_thread(alice, channel=make_channel(alice, is_private=True, members=[bob]))
    message = post(alice, thread, f"@{bob.handle} and @{dave.handle}")
    assert [m.user for m in message.mentions.all()] == [bob]
    assert f'data-user="{dave.pk}"' not in message.html


def test_an_edit_keeps_what_was_said_and_tells_of_new_mentions_only(alice: User, bob: User) -> None:
    message = post(alice, make_thread(alice), "frist")
    edited = edit_message(editor=alice, message=message, text=f"first @{bob.handle}")
    assert [r.source for r in edited.revisions.all()] == ["frist"]
    assert edited.edited_at
    assert Mention.objects.get().user == bob
    assert edited.change_seq == Thread.objects.get().change_seq == 3


def test_an_edit_that_changes_nothing_is_none(alice: User) -> None:
    message = post(alice, make_thread(alice), "as it is")
    assert edit_message(editor=alice, message=message, text="as it is").edited_at is None


def test_others_do_not_edit_or_delete(alice: User, bob: User, carol: User) -> None:
    message = post(bob, make_thread(alice))
    with pytest.raises(Refused):
        edit_message(editor=carol, message=message, text="not mine")
    with pytest.raises(Refused):
        delete_message(actor=carol, message=message)


def test_an_admin_deletes_and_the_tombstone_keeps_its_number(alice: User, bob: User) -> None:
    message = post(bob, make_thread(alice), "secret")
    edit_message(editor=bob, message=message, text="secret indeed")
    react(user=alice, message=message, emoji="👍")
    gone = delete_message(actor=alice, message=message)
    assert (gone.number, gone.source, gone.html) == (2, "", "")
    assert not gone.revisions.exists()
    assert not gone.reactions.exists()
    with pytest.raises(Refused):
        edit_message(editor=bob, message=gone, text="back again")


def test_a_reaction_is_toggled_and_asking_twice_is_asking_once(alice: User, bob: User) -> None:
    message = post(alice, make_thread(alice))
    assert react(user=bob, message=message, emoji="👍", on=True)
    seq = Thread.objects.get().change_seq
    assert react(user=bob, message=message, emoji="👍", on=True)
    assert Thread.objects.get().change_seq == seq
    assert Reaction.objects.count() == 1
    assert not react(user=bob, message=message, emoji="👍")
    assert not Reaction.objects.exists()


@pytest.mark.parametrize("emoji", ["", "ok", "<b>", "👍👍", ":nothing:", "👍 "])
def test_what_is_no_emoji_is_no_reaction(alice: User, emoji: str) -> None:
    message = post(alice, make_thread(alice))
    with pytest.raises(Refused):
        react(user=alice, message=message, emoji=emoji)
    assert Thread.objects.get().change_seq == 2


def test_two_spellings_of_an_emoji_are_one_reaction(alice: User) -> None:
    message = post(alice, make_thread(alice))
    react(user=alice, message=message, emoji="❤", on=True)
    react(user=alice, message=message, emoji="❤️", on=True)
    assert Reaction.objects.count() == 1


def test_a_deleted_message_takes_no_reaction(alice: User) -> None:
    message = post(alice, make_thread(alice))
    delete_message(actor=alice, message=message)
    with pytest.raises(Refused):
        react(user=alice, message=message, emoji="👍", on=True)


def test_a_deleted_urgent_message_keeps_no_reason(alice: User, bob: User) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    message = post_message(
        author=alice, thread=thread, text=f"@{bob.handle}", urgency="urgent", urgent_reason="It burns"
    )
    gone = delete_message(actor=alice, message=message)
    assert (gone.source, gone.urgent_reason) == ("", "")
