"""Repeats what is urgent until that one person read, reacted or replied (product.md, When)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from notifications.schedules import zone_data
from threads.models import UrgentPolicy

# Older ones are past every number of repeats that a policy can ask for, so that an outage does
# not call up yesterday's.
LOOK_BACK = timedelta(hours=12)

# Access, deletion, hours and time off are looked at when it leaves, as for everything.
_SQL = """
INSERT INTO notifications_delivery (
    notification_id, recipient_id, transport, state, round, urgent, release_at, why,
    schedule_version, zone_data, attempts, outcome, created_at
)
SELECT last.notification_id, last.recipient_id, last.transport, 'held', last.round + 1, true, %(now)s,
    'urgent', person.schedule_version, %(zone_data)s, 0, '', %(now)s
FROM notifications_delivery last
JOIN accounts_user person ON person.id = last.recipient_id
JOIN notifications_notification told ON told.id = last.notification_id
JOIN threads_message message ON message.id = told.message_id
JOIN threads_ask ask ON ask.message_id = message.id AND ask.person_id = last.recipient_id
LEFT JOIN threads_readmark mark ON mark.user_id = last.recipient_id AND mark.thread_id = message.thread_id
WHERE last.state = 'sent' AND last.urgent AND last.round < %(repeats)s
    AND last.ended_at <= %(now)s - make_interval(mins => %(minutes)s) AND last.ended_at > %(since)s
    AND ask.state = 'open'
    AND (
        mark.number IS NULL OR mark.number < message.number
        OR (ask.opened_at <> message.created_at AND mark.read_at < ask.opened_at)
    )
    AND NOT EXISTS (
        SELECT FROM threads_reaction reaction
        WHERE reaction.message_id = message.id AND reaction.user_id = last.recipient_id
    )
    AND NOT EXISTS (
        SELECT FROM notifications_delivery later
        WHERE later.notification_id = last.notification_id AND later.transport = last.transport
            AND later.round > last.round
    )
ON CONFLICT DO NOTHING
"""


def plan_repeats(now: datetime) -> int:
    """One more round for everybody who was told and gave no sign; how many."""
    policy = UrgentPolicy.objects.filter(channel=None).first() or UrgentPolicy()
    if not policy.repeats:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL,
            {
                "now": now,
                "since": now - LOOK_BACK,
                "repeats": policy.repeats,
                "minutes": policy.repeat_minutes,
                "zone_data": zone_data(),
            },
        )
        return int(cursor.rowcount)
