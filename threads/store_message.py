"""A new message and all that comes with it, written in one statement.

Posting is the hottest path; its statements are few and the same however many people follow
(quality.md, P1). The thread's row is locked by taking the number, until the transaction ends
(architecture.md, Contracts): what can be read and rendered beforehand, is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from threads.carrier import Audience
from threads.models import Ask, Message, Thread

_SQL = """
WITH numbered AS (
    UPDATE threads_thread SET last_number = last_number + 1, change_seq = change_seq + 1,
        last_activity_at = GREATEST(last_activity_at, %(at)s)
    WHERE id = %(thread)s RETURNING last_number, change_seq, last_activity_at
), written AS (
    INSERT INTO threads_message (
        client_id, thread_id, number, author_id, source, html, renderer_version, urgency,
        urgent_reason, created_at, change_seq
    )
    SELECT %(client_id)s, %(thread)s, last_number, %(author)s, %(source)s, %(html)s,
        %(renderer_version)s, %(urgency)s, %(urgent_reason)s, %(at)s, change_seq
    FROM numbered RETURNING id
), sent AS (
    DELETE FROM threads_draft WHERE user_id = %(author)s AND thread_id = %(thread)s
), named AS (
    INSERT INTO threads_mention (message_id, user_id)
    SELECT written.id, person FROM written, unnest(%(mentions)s::bigint[]) AS person
), marked AS (
    INSERT INTO threads_readmark AS mark (user_id, thread_id, number, following, read_at)
    SELECT %(author)s, %(thread)s, last_number, true, %(at)s FROM numbered
    ON CONFLICT (user_id, thread_id) DO UPDATE SET
        number = GREATEST(mark.number, EXCLUDED.number),
        following = COALESCE(mark.following, true),
        read_at = EXCLUDED.read_at
), answered AS (
    UPDATE threads_ask ask SET state = 'answered', closed_at = %(at)s
    FROM numbered, threads_message asking
    WHERE asking.id = ask.message_id AND asking.thread_id = %(thread)s
        AND ask.person_id = %(author)s AND ask.closed_at IS NULL
    RETURNING ask.id, ask.message_id, ask.urgency
), asked AS (
    INSERT INTO threads_ask (
        message_id, person_id, urgency, norm_kind, norm_amount, opened_at, seen_from, due_at, state
    )
    SELECT written.id, one.person, %(urgency)s, one.kind, one.amount, %(at)s, one.seen_from,
        one.due_at, 'open'
    FROM written, unnest(
        %(asked)s::bigint[], %(kinds)s::text[], %(amounts)s::integer[],
        %(seen_from)s::timestamptz[], %(due_at)s::timestamptz[]
    ) AS one(person, kind, amount, seen_from, due_at)
)
SELECT written.id, numbered.last_number, numbered.change_seq, numbered.last_activity_at, ARRAY (
    SELECT member.user_id FROM threads_membership member
    JOIN accounts_user person ON person.id = member.user_id
    WHERE member.channel_id = %(channel)s AND person.is_active
        AND (%(is_private)s OR person.role = 'guest')
    UNION ALL
    SELECT part.user_id FROM threads_participant part
    JOIN accounts_user person ON person.id = part.user_id
    WHERE part.thread_id = %(thread)s AND %(is_direct)s AND person.is_active
), ARRAY (SELECT id FROM answered ORDER BY id), ARRAY (SELECT message_id FROM answered ORDER BY id),
    ARRAY (SELECT urgency FROM answered ORDER BY id)
FROM numbered, written
"""


@dataclass(frozen=True)
class Stored:
    """`audience` may have the frames about the message; `answered` are the asks of its author
    in this thread that it closed."""

    audience: Audience
    answered: tuple[Ask, ...]


def store_message(message: Message, mentions: Sequence[int], asks: Sequence[Ask]) -> Stored:
    """Stores `message` as the next of its thread, with whom it names and `asks`, all unsaved.

    The author's draft is sent and gone, what the thread asked of them is answered, all is read
    up to here and the thread followed, unless they said that they do not want to. The message
    has its number afterwards, and its thread the new ones. Raises IntegrityError when its
    `client_id` is taken and Thread.DoesNotExist when the thread is gone.
    """
    thread = message.thread
    channel = thread.channel
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "author": message.author_id,
                "thread": thread.pk,
                "channel": thread.channel_id,
                "is_direct": channel is None,
                "is_private": bool(channel and channel.is_private),
                "client_id": message.client_id,
                "source": message.source,
                "html": message.html,
                "renderer_version": message.renderer_version,
                "urgency": message.urgency,
                "urgent_reason": message.urgent_reason,
                "at": message.created_at,
                "mentions": [person for person in mentions if person != message.author_id],
                "asked": [ask.person_id for ask in asks],
                "kinds": [ask.norm_kind for ask in asks],
                "amounts": [ask.norm_amount for ask in asks],
                "seen_from": [ask.seen_from for ask in asks],
                "due_at": [ask.due_at for ask in asks],
            },
        )
        row = cursor.fetchone()
    if row is None:
        raise Thread.DoesNotExist
    message.pk, message.number, message.change_seq, thread.last_activity_at, people, *closed = row
    message._state.adding, message._state.db = False, connection.alias
    thread.last_number, thread.change_seq = message.number, message.change_seq
    everyone = channel is not None and not channel.is_private
    return Stored(Audience(everyone, tuple(people)), tuple(_answered(message, *closed)))


def _answered(message: Message, ids: list[int], asking: list[int], urgencies: list[str]) -> list[Ask]:
    return [
        Ask(
            pk=pk,
            message=Message(pk=asking_id, thread=message.thread),
            person=message.author,
            urgency=urgency,
            state=Ask.State.ANSWERED,
            closed_at=message.created_at,
        )
        for pk, asking_id, urgency in zip(ids, asking, urgencies, strict=True)
    ]
