"""Whom a message may concern, with what they have to do with it, their hours and wishes.

One query for the facts and none for hours that this process has seen (notifications.schedules),
however many people follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from notifications.plan import EMAIL, Recipient
from notifications.rules import Event, Facts
from notifications.schedules import Hours, hours_of
from threads.models import Message, Thread

# Columns of one person as `facts_of` reads them, with the tables that they come from joined as
# person, member, mark and part.
PERSON = """
    person.id, person.is_active, person.role = 'guest', person.schedule_version,
    member.level, mark.following, part.id IS NOT NULL, muted.id IS NOT NULL
"""
JOINED = """
    LEFT JOIN threads_membership member ON member.user_id = person.id AND member.channel_id = {channel}
    LEFT JOIN threads_readmark mark ON mark.user_id = person.id AND mark.thread_id = {thread}
    LEFT JOIN threads_participant part ON part.user_id = person.id AND part.thread_id = {thread}
    LEFT JOIN notifications_unsubscription muted ON muted.user_id = person.id AND muted.kind = 'bundle'
"""
WIDTH = 8

_SQL = f"""
WITH named AS (SELECT unnest(%(named)s::bigint[]) AS user_id),
who AS (
    SELECT user_id FROM named
    UNION SELECT user_id FROM threads_readmark WHERE thread_id = %(thread)s AND following
    UNION SELECT user_id FROM threads_participant WHERE thread_id = %(thread)s
    UNION SELECT user_id FROM threads_membership
        WHERE %(begins)s AND channel_id = %(channel)s AND level = 'every'
)
SELECT {PERSON}, EXISTS (
    SELECT FROM threads_ask ask
    WHERE ask.message_id = %(message)s AND ask.person_id = person.id AND ask.closed_at IS NULL
)
FROM who JOIN accounts_user person ON person.id = who.user_id
{JOINED.format(channel="%(channel)s", thread="%(thread)s")}
WHERE person.is_active AND person.id <> %(author)s AND person.id > %(after)s
ORDER BY person.id LIMIT %(limit)s
"""  # noqa: S608  its parts are written above


def event_of(thread: Thread, author_id: int, urgency: str, *, begins: bool, channel: Any = None) -> Event:
    """The facts of a message in `thread`. `channel` is where a thread that is not stored yet
    will stand; else it is the thread's own."""
    channel = channel or thread.channel
    return Event(
        author_id=author_id,
        begins=begins,
        channel_kind=channel.kind if channel else None,
        is_private=bool(channel and channel.is_private),
        urgency=urgency,
    )


def recipients_of(
    message: Message, mentions: Iterable[int], *, after: int = 0, limit: int = 1_000_000
) -> list[Recipient]:
    """Whom a stored message may concern, by id: at most `limit` of those above `after`."""
    return recipients(
        message.thread,
        message.author_id,
        mentions,
        begins=message.number == 1,
        message_id=message.pk,
        after=after,
        limit=limit,
    )


def recipients(
    thread: Thread,
    author_id: int,
    mentions: Iterable[int],
    *,
    begins: bool,
    asked: Iterable[int] = (),
    participants: Sequence[int] = (),
    message_id: int | None = None,
    after: int = 0,
    limit: int = 1_000_000,
) -> list[Recipient]:
    """As `recipients_of`, also for what is not stored yet: then `asked` are those whom it will
    ask (`threads.addressing`), and a thread without an id tells its channel, its responsible
    person and, when direct, its `participants`."""
    mentions, asked = set(mentions), set(asked)
    named = mentions | asked | set(participants)
    if thread.responsible_id:
        named.add(thread.responsible_id)
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "named": list(named),
                "thread": thread.pk,
                "channel": thread.channel_id,
                "message": message_id,
                "author": author_id,
                "begins": begins,
                "after": after,
                "limit": limit,
            },
        )
        rows = cursor.fetchall()
    hours = hours_of({row[0]: row[3] for row in rows})
    return [
        recipient(
            row,
            hours[row[0]],
            is_mentioned=row[0] in mentions,
            is_responsible=row[0] == thread.responsible_id,
            is_asked=row[WIDTH] or row[0] in asked,
            is_participant=row[6] or row[0] in participants,
        )
        for row in rows
        if row[0] in hours
    ]


def recipient(
    row: Sequence[Any],
    hours: Hours,
    *,
    is_mentioned: bool,
    is_responsible: bool,
    is_asked: bool,
    is_participant: bool,
) -> Recipient:
    """One person from the columns of PERSON."""
    facts = Facts(
        user_id=row[0],
        is_active=row[1],
        is_guest=row[2],
        is_mentioned=is_mentioned,
        is_participant=is_participant,
        is_responsible=is_responsible,
        is_asked=is_asked,
        following=row[5],
        level=row[4],
    )
    transports = () if row[7] else (EMAIL,)
    return Recipient(facts, hours.schedule, hours.wishes, hours.version, transports)
