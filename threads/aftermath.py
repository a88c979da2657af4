"""What a new message leaves behind, written in one round trip.

Posting is the hottest path; its statements are few and the same however many people follow
(quality.md, P1).
"""

from __future__ import annotations

from django.db import connection

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
)
"""


def settle(message: Message, mentions: tuple[int, ...]) -> bool:
    """Whether the thread still expects an answer of the author, who has just given one.

    The author's draft is sent and gone, `mentions` are stored (their own is none), all is
    read up to here and the thread followed, unless they said that they do not want to."""
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "author": message.author_id,
                "thread": message.thread_id,
                "message": message.pk,
                "number": message.number,
                "at": message.created_at,
                "people": [person for person in mentions if person != message.author_id],
            },
        )
        row = cursor.fetchone()
    return bool(row and row[0])
