"""What a new message leaves behind, written in one round trip.

Posting is the hottest path; its statements are few and the same however many people follow
(quality.md, P1).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from threads.carrier import Audience
from threads.models import Message

_SQL = """
WITH sent AS (
    DELETE FROM threads_draft WHERE user_id = %(author)s AND thread_id = %(thread)s
), named AS (
    INSERT INTO threads_mention (message_id, user_id)
    SELECT %(message)s, person FROM unnest(%(people)s::bigint[]) AS person
    ON CONFLICT DO NOTHING
), marked AS (
    INSERT INTO threads_readmark AS mark (user_id, thread_id, number, following, read_at)
    VALUES (%(author)s, %(thread)s, %(number)s, true, %(at)s)
    ON CONFLICT (user_id, thread_id) DO UPDATE SET
        number = GREATEST(mark.number, EXCLUDED.number),
        following = COALESCE(mark.following, true),
        read_at = EXCLUDED.read_at
)
SELECT EXISTS (
    SELECT 1 FROM threads_ask ask JOIN threads_message asking ON asking.id = ask.message_id
    WHERE ask.person_id = %(author)s AND ask.closed_at IS NULL AND asking.thread_id = %(thread)s
), ARRAY (
    SELECT member.user_id FROM threads_membership member
    JOIN accounts_user person ON person.id = member.user_id
    WHERE member.channel_id = %(channel)s AND person.is_active
        AND (%(is_private)s OR person.role = 'guest')
    UNION ALL
    SELECT part.user_id FROM threads_participant part
    JOIN accounts_user person ON person.id = part.user_id
    WHERE part.thread_id = %(thread)s AND %(is_direct)s AND person.is_active
)
"""


@dataclass(frozen=True)
class Aftermath:
    """`was_owed`: the thread still expected an answer of the author, who has just given one.
    `audience` may have the frames about the message."""

    was_owed: bool
    audience: Audience


def settle(message: Message, mentions: tuple[int, ...]) -> Aftermath:
    """The author's draft is sent and gone, `mentions` are stored (their own is none), all is
    read up to here and the thread followed, unless they said that they do not want to."""
    channel = message.thread.channel
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "author": message.author_id,
                "thread": message.thread_id,
                "channel": message.thread.channel_id,
                "is_direct": channel is None,
                "is_private": bool(channel and channel.is_private),
                "message": message.pk,
                "number": message.number,
                "at": message.created_at,
                "people": [person for person in mentions if person != message.author_id],
            },
        )
        row = cursor.fetchone()
    assert row is not None
    everyone = channel is not None and not channel.is_private
    return Aftermath(row[0], Audience(everyone, tuple(row[1])))
