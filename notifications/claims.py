"""Takes deliveries out of the table and brings them back: each a short transaction of its own.

A claim is a lease: a token and a moment on the database's clock. Only its holder may finish;
when the moment passes, the delivery is anybody's again (quality.md, Faults).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from notifications.outage import insist
from notifications.schedules import zone_data

LEASE_SECONDS = 300
PEOPLE = 100

_CLAIM = """
WITH waiting AS (
    SELECT DISTINCT recipient_id FROM (
        SELECT recipient_id FROM notifications_delivery
        WHERE state = 'held' AND release_at <= %(now)s AND NOT transport = ANY(%(shut)s::text[])
        ORDER BY release_at LIMIT %(rows)s
    ) AS due
), people AS (
    -- Two sweeps never share one person: that would make two mails of one bundle.
    SELECT person.id FROM accounts_user person JOIN waiting ON waiting.recipient_id = person.id
    ORDER BY person.id LIMIT %(people)s FOR NO KEY UPDATE OF person SKIP LOCKED
), due AS (
    SELECT delivery.id FROM notifications_delivery delivery
    JOIN people ON people.id = delivery.recipient_id
    WHERE delivery.state = 'held' AND delivery.release_at <= %(now)s
        AND NOT delivery.transport = ANY(%(shut)s::text[])
    FOR UPDATE OF delivery SKIP LOCKED
)
UPDATE notifications_delivery delivery
SET state = 'claimed', lease = %(lease)s,
    leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
FROM due WHERE delivery.id = due.id
RETURNING delivery.id, delivery.recipient_id
"""

# A lease that ran out was held by a process that died. For what was about to leave that counts
# as an attempt, or one that kills its worker would do so for ever; `bundle` stays: it may have left.
_RECOVER = """
UPDATE notifications_delivery
SET state = 'held', lease = NULL, leased_until = NULL, attempts = attempts + (bundle IS NOT NULL)::int
WHERE id IN (
    SELECT id FROM notifications_delivery
    WHERE state = 'claimed' AND leased_until < clock_timestamp()
    FOR UPDATE SKIP LOCKED
)
"""

_SETTLE = """
UPDATE notifications_delivery delivery
SET state = new.state, release_at = new.release_at, why = new.why, outcome = new.outcome,
    urgent = new.urgent, bundle = new.bundle, schedule_version = new.version, zone_data = %(zone_data)s,
    lease = CASE WHEN new.state = 'claimed' THEN delivery.lease END,
    leased_until = CASE WHEN new.state = 'claimed'
        THEN clock_timestamp() + make_interval(secs => %(seconds)s) END,
    ended_at = CASE WHEN new.state IN ('suppressed', 'failed') THEN %(now)s END
FROM unnest(
    %(ids)s::bigint[], %(states)s::text[], %(release_at)s::timestamptz[], %(why)s::text[],
    %(outcomes)s::text[], %(urgent)s::bool[], %(bundles)s::uuid[], %(versions)s::int[]
) AS new (id, state, release_at, why, outcome, urgent, bundle, version)
WHERE delivery.id = new.id AND delivery.state = 'claimed' AND delivery.lease = %(lease)s
RETURNING delivery.id
"""

_FINISH = """
UPDATE notifications_delivery
SET state = %(state)s, outcome = %(outcome)s, ended_at = %(now)s, lease = NULL, leased_until = NULL
WHERE id = ANY(%(ids)s) AND state = 'claimed' AND lease = %(lease)s
"""

_PUT_BACK = """
UPDATE notifications_delivery
SET state = 'held', lease = NULL, leased_until = NULL, attempts = attempts + %(more)s,
    release_at = COALESCE(%(release_at)s, release_at),
    bundle = CASE WHEN id = ANY(%(keep)s) THEN bundle END
WHERE id = ANY(%(ids)s) AND state = 'claimed' AND lease = %(lease)s
"""

_SET_ASIDE = """
UPDATE notifications_delivery
SET lease = NULL, leased_until = NULL, attempts = attempts + 1, release_at = %(release_at)s,
    state = CASE WHEN attempts + 1 < %(most)s THEN 'held' ELSE 'failed' END,
    outcome = CASE WHEN attempts + 1 < %(most)s THEN outcome ELSE 'gave_up' END,
    ended_at = CASE WHEN attempts + 1 < %(most)s THEN NULL ELSE %(now)s END
WHERE id = ANY(%(ids)s) AND state = 'claimed' AND lease = %(lease)s
"""

_LET_GO = """
UPDATE notifications_delivery SET state = 'held', lease = NULL, leased_until = NULL
WHERE state = 'claimed' AND lease = %(lease)s
"""

_LEAVE_AS = """
UPDATE notifications_delivery SET bundle = %(bundle)s
WHERE id = %(id)s AND state = 'claimed' AND lease = %(lease)s
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the recheck made of one delivery; `state` is "claimed" for what leaves now."""

    id: int
    state: str
    release_at: datetime | None
    why: str
    outcome: str
    urgent: bool
    bundle: uuid.UUID | None
    version: int


def recover() -> int:
    """Leases that ran out are given up; how many."""
    return _count(_RECOVER, {})


def claim(lease: uuid.UUID, now: datetime, shut: Collection[str]) -> dict[int, list[int]]:
    """Ids of all that is due at `now` for up to PEOPLE people, by person. `shut` names the
    transports that are not to be tried."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "now": now,
                "shut": list(shut),
                "rows": PEOPLE * 20,
                "people": PEOPLE,
                "lease": lease,
                "seconds": LEASE_SECONDS,
            },
        )
        found: dict[int, list[int]] = {}
        for delivery, person in cursor.fetchall():
            found.setdefault(person, []).append(delivery)
    return found


def settle(lease: uuid.UUID, rows: Sequence[Settled], now: datetime) -> set[int]:
    """Writes what the recheck decided, where the lease still holds; those it held for."""
    if not rows:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            {
                "lease": lease,
                "now": now,
                "seconds": LEASE_SECONDS,
                "zone_data": zone_data(),
                "ids": [row.id for row in rows],
                "states": [row.state for row in rows],
                "release_at": [row.release_at for row in rows],
                "why": [row.why for row in rows],
                "outcomes": [row.outcome for row in rows],
                "urgent": [row.urgent for row in rows],
                "bundles": [row.bundle for row in rows],
                "versions": [row.version for row in rows],
            },
        )
        return {row[0] for row in cursor.fetchall()}


def finish(lease: uuid.UUID, ids: Collection[int], now: datetime, state: str, outcome: str = "") -> int:
    """Ends them, where the lease still holds; how many. What a server took is not forgotten
    because Postgres restarts: this insists."""
    facts = {"lease": lease, "ids": list(ids), "now": now, "state": state, "outcome": outcome[:200]}
    return insist(lambda: _count(_FINISH, facts))


def put_back(
    lease: uuid.UUID,
    ids: Collection[int],
    *,
    release_at: datetime | None = None,
    is_attempt: bool = False,
    keep: Collection[int] = (),
) -> None:
    """Held again, until `release_at` where given. Those in `keep` may have left: their next try
    is the same mail, by its Message-ID."""
    facts: dict[str, Any] = {
        "lease": lease,
        "ids": list(ids),
        "more": int(is_attempt),
        "release_at": release_at,
        "keep": list(keep),
    }
    insist(lambda: _count(_PUT_BACK, facts))


def set_aside(
    lease: uuid.UUID, ids: Collection[int], now: datetime, *, release_at: datetime, most: int
) -> None:
    """They break whoever looks at them: held until `release_at`, and failed after `most` attempts."""
    facts = {"lease": lease, "ids": list(ids), "now": now, "release_at": release_at, "most": most}
    _count(_SET_ASIDE, facts)


def let_go(lease: uuid.UUID) -> int:
    """All that is still claimed is held as it was; how many."""
    return insist(lambda: _count(_LET_GO, {"lease": lease}))


def leave_as(lease: uuid.UUID, delivery: int, bundle: uuid.UUID) -> None:
    """It leaves in another mail than was said before; stored before it is sent."""
    _count(_LEAVE_AS, {"lease": lease, "id": delivery, "bundle": bundle})


def _count(sql: str, facts: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return int(cursor.rowcount)
