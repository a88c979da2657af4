"""Start a thread: in a channel, or direct among named people."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from threads import events, rights
from threads.access import readers_of_channel
from threads.actions.post_message import post_message
from threads.actions.refusals import Refused, archived, not_allowed
from threads.markdown import clean_title
from threads.models import Channel, Draft, Message, Participant, Thread, Urgency

MOST_PEOPLE = 30


def start_thread(
    *,
    author: User,
    channel: Channel,
    title: str,
    text: str,
    kind: str = Thread.Kind.DISCUSSION,
    responsible: User | None = None,
    client_id: uuid.UUID | None = None,
    draft: Draft | None = None,
    urgency: str = Urgency.NONE,
    urgent_reason: str = "",
) -> Thread:
    """The thread with `text` as message 1. `channel` comes from `access.channel_for`.

    `draft` is what it was written from; it goes, unless another device changed it since.
    A retry with the same `client_id` returns the first call's thread. Raises Refused when
    the author may not start one here or `responsible` cannot read the channel; ValueError
    for a blank title or text.
    """
    if not rights.may_start_thread(author, channel):
        raise archived() if channel.is_archived else not_allowed()
    if responsible and not readers_of_channel(channel).filter(pk=responsible.pk).exists():
        raise Refused(_("The responsible person cannot read this channel."))
    thread = Thread(
        channel=channel,
        title=checked_title(title),
        kind=kind,
        author=author,
        responsible=responsible,
    )
    first = First(text, client_id, urgency, urgent_reason)
    return _start(thread, [], first, draft)


def start_direct_thread(
    *,
    author: User,
    people: Sequence[User],
    title: str,
    text: str,
    client_id: uuid.UUID | None = None,
    draft: Draft | None = None,
    urgency: str = Urgency.NONE,
    urgent_reason: str = "",
) -> Thread:
    """A thread that only `people` and the author can read.

    Raises Refused with nobody else in it, more than MOST_PEOPLE, or somebody who left.
    """
    others = {person.pk: person for person in people if person.pk != author.pk}
    if not others:
        raise Refused(_("Name at least one other person."))
    if len(others) >= MOST_PEOPLE:
        raise Refused(_("A direct thread has at most 30 people. Make a channel instead."))
    if not all(person.is_active for person in others.values()):
        raise Refused(_("Somebody you named has left the organization."))
    thread = Thread(title=checked_title(title), author=author)
    first = First(text, client_id, urgency, urgent_reason)
    return _start(thread, [author, *others.values()], first, draft)


def checked_title(title: str) -> str:
    """One clean line, or ValueError when nothing is left."""
    clean = clean_title(title)
    if not clean:
        raise ValueError("a thread has a title")
    return clean


@dataclass(frozen=True)
class First:
    """The message that begins a thread; the fields are those of `post_message`."""

    text: str
    client_id: uuid.UUID | None
    urgency: str
    urgent_reason: str


def _start(thread: Thread, people: list[User], first: First, draft: Draft | None) -> Thread:
    author = thread.author
    before = first.client_id and Message.objects.filter(client_id=first.client_id, author=author).first()
    if before:
        return before.thread
    with transaction.atomic():
        thread.save()
        Participant.objects.bulk_create(Participant(thread=thread, user=person) for person in people)
        message = post_message(author=author, thread=thread, **asdict(first))
        if message.thread_id != thread.pk:  # the same form, sent twice at once, was quicker
            transaction.set_rollback(True)
            return message.thread
        if draft and Draft.objects.filter(user=author, pk=draft.pk, version=draft.version).delete()[0]:
            events.draft_changed.send(events.DraftChanged(author.pk, None, 0))
        events.thread_started.send(events.ThreadStarted(thread, tuple(people)))
    return thread
