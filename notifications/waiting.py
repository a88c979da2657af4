"""What waits for somebody, with everything that decides whether it may leave; one query."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from notifications.plan import Recipient
from notifications.recipients import JOINED, PERSON, recipient
from notifications.release import Waiting
from notifications.rules import Event, Reason
from notifications.schedules import Hours, hours_of

_SQL = f"""
SELECT {PERSON},
    delivery.id, delivery.transport, delivery.round, delivery.why, delivery.created_at,
    delivery.attempts, delivery.bundle, delivery.release_at,
    told.reason, message.id, message.number, message.urgency, message.deleted_at IS NOT NULL,
    message.author_id, channel.kind, COALESCE(channel.is_private, false), thread.responsible_id,
    EXISTS (
        SELECT FROM threads_mention mention
        WHERE mention.message_id = message.id AND mention.user_id = person.id
    ),
    ask.id IS NOT NULL, COALESCE(ask.promised_at, ask.due_at),
    -- Who was asked later, being handed it over, may have read it before. Nobody else can have,
    -- whatever the clock says.
    (mark.number >= message.number AND (
        ask.id IS NULL OR ask.opened_at = message.created_at OR mark.read_at >= ask.opened_at
    ))
    OR EXISTS (
        SELECT FROM threads_reaction reaction
        WHERE reaction.message_id = message.id AND reaction.user_id = person.id
    ),
    told.reason = 'reminder' AND EXISTS (
        SELECT FROM notifications_reminder own
        WHERE own.message_id = message.id AND own.user_id = person.id
            AND own.told_at >= delivery.created_at
    )
FROM notifications_delivery delivery
JOIN notifications_notification told ON told.id = delivery.notification_id
JOIN threads_message message ON message.id = told.message_id
JOIN threads_thread thread ON thread.id = message.thread_id
LEFT JOIN threads_channel channel ON channel.id = thread.channel_id
JOIN accounts_user person ON person.id = delivery.recipient_id
LEFT JOIN threads_ask ask
    ON ask.message_id = message.id AND ask.person_id = person.id AND ask.closed_at IS NULL
{JOINED.format(channel="thread.channel_id", thread="thread.id")}
WHERE {{which}}
ORDER BY delivery.id
"""  # noqa: S608  its parts are written here and in notifications.recipients
_CLAIMED = _SQL.format(which="delivery.id = ANY(%(ids)s) AND delivery.lease = %(lease)s")
_HELD_OF = _SQL.format(which="delivery.recipient_id = ANY(%(people)s) AND delivery.state = 'held'")
_ONE = _SQL.format(which="delivery.id = %(id)s")


@dataclass(frozen=True, slots=True)
class Row:
    """One delivery; `bundle` is the mail that it may have left in already."""

    id: int
    message_id: int
    event: Event
    person: Recipient
    waiting: Waiting
    attempts: int
    bundle: uuid.UUID | None
    release_at: datetime | None
    why: str


def claimed(ids: Collection[int], lease: uuid.UUID) -> list[Row]:
    """Those that still belong to the holder of `lease`."""
    return _read(_CLAIMED, {"ids": list(ids), "lease": lease})


def held_of(people: Mapping[int, Hours]) -> list[Row]:
    """All that is held for these people, by the given hours of theirs."""
    return _read(_HELD_OF, {"people": list(people)}, people)


def one(delivery_id: int) -> Row | None:
    """Whatever its state."""
    return next(iter(_read(_ONE, {"id": delivery_id})), None)


def _read(sql: str, parameters: dict[str, Any], hours: Mapping[int, Hours] | None = None) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    if hours is None:
        hours = hours_of({row[0]: row[3] for row in rows})
    return [_row(row, hours[row[0]]) for row in rows if row[0] in hours]


def _row(row: tuple[Any, ...], hours: Hours) -> Row:
    person, rest = row[:8], row[8:]
    (
        delivery, transport, round_, why, since, attempts, bundle, release_at,
        reason, message, number, urgency, is_deleted, author, kind, is_private, responsible,
        is_mentioned, is_asked, expected_at, is_read, is_own,
    ) = rest  # fmt: skip
    return Row(
        id=delivery,
        message_id=message,
        event=Event(author, number == 1, kind, is_private, urgency),
        person=recipient(
            person,
            hours,
            is_mentioned=is_mentioned,
            is_responsible=responsible == person[0],
            is_asked=is_asked,
            is_participant=person[6],
        ),
        waiting=Waiting(
            transport=transport,
            reason=Reason(reason),
            since=since,
            is_repeat=round_ > 0 and why == "urgent",
            is_own=is_own,
            is_deleted=is_deleted,
            is_read=bool(is_read),
            expected_at=expected_at,
        ),
        attempts=attempts,
        bundle=bundle,
        release_at=release_at,
        why=why,
    )
