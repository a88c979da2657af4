"""Takes what is to be sent out of the table and gives it back; short transactions of their own.

As in notifications/claims.py: a claim is a lease on the database's clock, and when it runs out the
row is anybody's again.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import connection

LEASE_SECONDS = 300
ROWS = 50

_CLAIM = """
UPDATE threads_scheduledmessage
SET state = 'claimed', lease = %(lease)s,
    leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id IN (
    SELECT id FROM threads_scheduledmessage
    WHERE state = 'waiting' AND send_at <= %(now)s
    ORDER BY send_at, id LIMIT %(rows)s FOR UPDATE SKIP LOCKED
)
RETURNING id, send_at
"""

# Whoever held it died, or waits out a fault: that counts as an attempt, or a message that kills
# its worker would do so for ever.
_RECOVER = """
UPDATE threads_scheduledmessage
SET state = 'waiting', lease = NULL, leased_until = NULL, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM threads_scheduledmessage
    WHERE state = 'claimed' AND leased_until < clock_timestamp()
    FOR UPDATE SKIP LOCKED
)
"""

_REST = """
UPDATE threads_scheduledmessage
SET leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id = %(id)s AND state = 'claimed' AND lease = %(lease)s
"""

_CLAIM_FAILED = """
UPDATE threads_scheduledmessage
SET lease = %(lease)s, leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id IN (
    SELECT id FROM threads_scheduledmessage
    WHERE state = 'failed' AND told_at IS NULL AND tell_at <= %(now)s
        AND (leased_until IS NULL OR leased_until < clock_timestamp())
    ORDER BY tell_at, id LIMIT %(rows)s FOR UPDATE SKIP LOCKED
)
RETURNING id, tell_at
"""


def recover() -> int:
    """Leases that ran out are given up; how many."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOVER)
        return int(cursor.rowcount)


def claim(lease: uuid.UUID, now: datetime) -> list[int]:
    """Ids of what is due at `now`, at most ROWS, the longest due first."""
    return _claimed(_CLAIM, lease, now)


def claim_failed(lease: uuid.UUID, now: datetime) -> list[int]:
    """Ids of what could not be sent and whose authors may hear of it at `now`."""
    return _claimed(_CLAIM_FAILED, lease, now)


def rest(row_id: int, lease: uuid.UUID, wait: timedelta) -> None:
    """It is tried again after `wait`."""
    with connection.cursor() as cursor:
        cursor.execute(_REST, {"id": row_id, "lease": lease, "seconds": wait.total_seconds()})


def _claimed(sql: str, lease: uuid.UUID, now: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"lease": lease, "now": now, "seconds": LEASE_SECONDS, "rows": ROWS})
        return [pk for pk, _ in sorted(cursor.fetchall(), key=lambda row: (row[1], row[0]))]
