"""The only door to channels, threads and messages (product.md, Privacy).

Pages, fragments, the socket, tasks and commands load what somebody asks for through these
functions and nothing else. What is absent and what is forbidden raise the same `Http404`
after the same single query, so that an answer never tells one from the other.

Who may read:
- a public channel: everyone but guests, and its members;
- a private channel: its members;
- a thread: whoever may read its channel; a direct thread: its participants.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from threads.models import Channel, Membership, Message, Participant, SearchText, Thread

M = TypeVar("M", bound=Model)

# The rule for threads in SQL, for statements about many people at once. They join a thread and its
# channel, the membership and the participation of `person`, the last three from outside.
READABLE = """(
    member.id IS NOT NULL
    OR (channel.id IS NOT NULL AND NOT channel.is_private AND person.role <> 'guest')
    OR (thread.channel_id IS NULL AND part.id IS NOT NULL)
)"""


def channel_for(user: User, channel_id: int) -> Channel:
    """The channel, or Http404 when it is absent or `user` may not read it."""
    return found(visible_channels(user).filter(pk=channel_id))


def thread_for(user: User, thread_id: int) -> Thread:
    """The thread with its channel, author and responsible person, or Http404."""
    return found(visible_threads(user).filter(pk=thread_id))


def message_for(user: User, message_id: int) -> Message:
    """The message with its author, thread and channel, or Http404."""
    messages = Message.objects.select_related(
        "author", "thread__channel", "thread__author", "thread__responsible"
    )
    return found(messages.filter(_readable_thread(user, "thread__"), pk=message_id))


def visible_channels(user: User) -> QuerySet[Channel]:
    """Every channel that `user` may read."""
    return Channel.objects.filter(_readable_channel(user, ""))


def visible_threads(user: User) -> QuerySet[Thread]:
    """Every thread that `user` may read, with what its pages name."""
    return Thread.objects.select_related("channel", "author", "responsible").filter(
        _readable_thread(user, "")
    )


def visible_texts(user: User) -> QuerySet[SearchText]:
    """Everything that search may look through for `user`."""
    return SearchText.objects.filter(_readable_thread(user, "thread__"))


def visible_messages(user: User) -> QuerySet[Message]:
    """Every message that `user` may read, deleted ones too."""
    return Message.objects.filter(_readable_thread(user, "thread__"))


def readers_of(thread: Thread) -> QuerySet[User]:
    """Every active person who may read `thread` now."""
    people = User.objects.filter(is_active=True)
    if thread.channel_id is None:
        return people.filter(Exists(Participant.objects.filter(thread=thread.pk, user=OuterRef("pk"))))
    assert thread.channel is not None
    return readers_of_channel(thread.channel)


def readers_of_channel(channel: Channel) -> QuerySet[User]:
    """Every active person who may read `channel` now."""
    is_member = Exists(Membership.objects.filter(channel=channel.pk, user=OuterRef("pk")))
    people = User.objects.filter(is_active=True)
    if channel.is_private:
        return people.filter(is_member)
    return people.filter(~Q(role="guest") | is_member)


def found(rows: QuerySet[M]) -> M:
    """The one row of an already restricted queryset, or Http404."""
    row = rows.order_by("pk").first()
    if row is None:
        raise Http404
    return row


def _readable_channel(user: User, path: str) -> Q:
    """`path` leads from the filtered model to the channel, for example `thread__channel__`."""
    channel = OuterRef(f"{path}pk")
    is_member = Q(Exists(Membership.objects.filter(user=user, channel=channel)))
    return is_member if user.is_guest else is_member | Q(**{f"{path}is_private": False})


def _readable_thread(user: User, path: str) -> Q:
    thread = OuterRef(f"{path}pk")
    takes_part = Q(Exists(Participant.objects.filter(user=user, thread=thread)))
    return _readable_channel(user, f"{path}channel__") | (Q(**{f"{path}channel": None}) & takes_part)
