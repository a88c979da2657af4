"""Writes notifications and their deliveries: one statement, however many people.

What is there already stays as it is, so that writing twice is writing once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from notifications.hold import Hold
from notifications.plan import Planned, Recipient
from notifications.rules import Reason
from notifications.schedules import zone_data

_SQL = """
WITH made AS (
    INSERT INTO notifications_notification (recipient_id, message_id, reason, created_at)
    SELECT who, %(message)s, reason, %(at)s
    FROM unnest(%(people)s::bigint[], %(reasons)s::text[]) AS planned (who, reason)
    ON CONFLICT DO NOTHING
    RETURNING id, recipient_id
)
INSERT INTO notifications_delivery (
    notification_id, recipient_id, transport, state, round, urgent, release_at, why,
    schedule_version, zone_data, attempts, outcome, created_at
)
SELECT made.id, who, transport, 'held', 0, urgent, release_at, why, version, %(zone_data)s, 0, '', %(at)s
FROM unnest(
    %(whom)s::bigint[], %(transports)s::text[], %(urgent)s::bool[], %(release_at)s::timestamptz[],
    %(why)s::text[], %(versions)s::int[]
) AS planned (who, transport, urgent, release_at, why, version)
JOIN made ON made.recipient_id = who
"""

_AGAIN = """
WITH made AS (
    INSERT INTO notifications_notification AS told (recipient_id, message_id, reason, created_at)
    VALUES (%(person)s, %(message)s, %(reason)s, %(at)s)
    ON CONFLICT (recipient_id, message_id) WHERE {which} DO UPDATE SET reason = EXCLUDED.reason
    RETURNING id
)
INSERT INTO notifications_delivery (
    notification_id, recipient_id, transport, state, round, urgent, release_at, why,
    schedule_version, zone_data, attempts, outcome, created_at
)
SELECT made.id, %(person)s, %(transport)s, 'held',
    COALESCE((
        SELECT max(round) + 1 FROM notifications_delivery
        WHERE notification_id = made.id AND transport = %(transport)s
    ), 0),
    %(urgent)s, %(release_at)s, %(why)s, %(version)s, %(zone_data)s, 0, '', %(at)s
FROM made
WHERE NOT EXISTS (
    SELECT FROM notifications_delivery
    WHERE notification_id = made.id AND transport = %(transport)s AND state IN ('held', 'claimed')
)
"""
_ORDINARY = _AGAIN.format(which="NOT reason = 'reminder'")
_REMINDER = _AGAIN.format(which="reason = 'reminder'")


def store(message_id: int, planned: Sequence[Planned], at: datetime) -> None:
    """Each of `planned` as one notification with its deliveries; known since `at` (aware). Inside
    the transaction of whatever made it true (quality.md, I1)."""
    if not planned:
        return
    deliveries = [(one, transport, held) for one in planned for transport, held in one.deliveries]
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "message": message_id,
                "at": at,
                "zone_data": zone_data(),
                "people": [one.recipient_id for one in planned],
                "reasons": [one.reason.value for one in planned],
                "whom": [one.recipient_id for one, _, _ in deliveries],
                "transports": [transport for _, transport, _ in deliveries],
                "urgent": [one.urgent for one, _, _ in deliveries],
                "release_at": [held.release_at for _, _, held in deliveries],
                "why": [held.why.value for _, _, held in deliveries],
                "versions": [one.version for one, _, _ in deliveries],
            },
        )


def store_again(
    message_id: int,
    person: Recipient,
    reason: Reason,
    deliveries: Sequence[tuple[str, Hold]],
    at: datetime,
    *,
    urgent: bool,
) -> None:
    """One more time for somebody who may have heard of the message already: an answer was
    handed over to them, or is due. What still waits for them is not doubled."""
    sql = _REMINDER if reason is Reason.REMINDER else _ORDINARY
    with connection.cursor() as cursor:
        for transport, held in deliveries:
            cursor.execute(
                sql,
                {
                    "person": person.facts.user_id,
                    "message": message_id,
                    "reason": reason.value,
                    "at": at,
                    "transport": transport,
                    "urgent": urgent,
                    "release_at": held.release_at,
                    "why": held.why.value,
                    "version": person.version,
                    "zone_data": zone_data(),
                },
            )
