"""Takes deliveries out of the table and brings them back: each a short transaction of its own.

A claim is a lease: a token and a moment on the database's clock. Only its holder may finish;
when the moment passes, the delivery is anybody's again (quality.md, Faults).

Somebody whose digest is due at their opening, or a few minutes later, gets one mail: the digest,
which carries what was held. A claim puts such deliveries off instead of taking them; whoever ends
the digest takes what it told and wakes the rest (notifications.digest.carried). One snapshot sees
the digest as due, as claimed, or as ended together with what it carried, so the order of the two
sweeps does not matter. Where no digest comes, a delivery waits for it only once and not for long.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from notifications.outage import insist
from notifications.schedules import zone_data

LEASE_SECONDS = 300
PEOPLE = 100
# What would leave within so much time of a digest leaves with it, and waits no longer for it.
WITH_DIGEST = timedelta(minutes=10)

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
), doubted AS (
    -- It may be what the worker died of: of these one person a claim, whom it harmed least first.
    SELECT delivery.recipient_id FROM notifications_delivery delivery
    JOIN people ON people.id = delivery.recipient_id
    WHERE delivery.state = 'held' AND delivery.release_at <= %(now)s AND delivery.bundle IS NOT NULL
        AND NOT delivery.transport = ANY(%(shut)s::text[])
    ORDER BY delivery.attempts, delivery.id LIMIT 1
), digests AS (
    SELECT plan.user_id, plan.next_at FROM notifications_digestplan plan
    JOIN people ON people.id = plan.user_id WHERE plan.next_at <= %(now)s + %(with_digest)s
    UNION ALL
    SELECT digest.user_id, digest.until FROM notifications_digest digest
    JOIN people ON people.id = digest.user_id WHERE digest.state = 'claimed'
), told AS (
    SELECT user_id AS id, max(next_at) AS digest_at FROM digests
    WHERE user_id NOT IN (SELECT user_id FROM notifications_unsubscription WHERE kind = 'digest')
    GROUP BY user_id
), due AS (
    -- What may have left already, in its own mail, waits for no other.
    SELECT delivery.id, GREATEST(told.digest_at, %(now)s) + %(with_digest)s AS at_the_latest,
        told.id IS NOT NULL AND delivery.transport = 'email' AND NOT delivery.urgent
            AND delivery.why <> 'with_digest' AND delivery.bundle IS NULL AS is_put_off
    FROM notifications_delivery delivery
    JOIN people ON people.id = delivery.recipient_id
    LEFT JOIN told ON told.id = people.id
    WHERE delivery.state = 'held' AND delivery.release_at <= %(now)s
        AND NOT delivery.transport = ANY(%(shut)s::text[])
        AND (delivery.bundle IS NULL OR delivery.recipient_id IN (SELECT recipient_id FROM doubted))
    FOR UPDATE OF delivery SKIP LOCKED
), put_off AS (
    UPDATE notifications_delivery delivery SET why = 'with_digest', release_at = due.at_the_latest
    FROM due WHERE delivery.id = due.id AND due.is_put_off
    RETURNING delivery.id
), taken AS (
    UPDATE notifications_delivery delivery
    SET state = 'claimed', lease = %(lease)s,
        leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
    FROM due WHERE delivery.id = due.id AND NOT due.is_put_off
    RETURNING delivery.id, delivery.recipient_id, delivery.bundle IS NOT NULL AS is_doubtful
)
SELECT id, recipient_id, is_doubtful FROM taken UNION ALL SELECT id, NULL, NULL FROM put_off
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

# By id and lease alone: only what is claimed has a lease (a constraint), and the few that seem to
# be claimed would lead Postgres to walk through all of them for each statement.
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
    %(outcomes)s::text[], %(urgent)s::bool[], %(bundles)s::uuid[], %(versions)s::int[],
    %(leases)s::uuid[]
) AS new (id, state, release_at, why, outcome, urgent, bundle, version, lease)
WHERE delivery.id = ANY(%(ids)s) AND delivery.id = new.id AND delivery.lease = new.lease
RETURNING delivery.id
"""

_FINISH = """
UPDATE notifications_delivery
SET state = %(state)s, outcome = %(outcome)s, ended_at = %(now)s, lease = NULL, leased_until = NULL
WHERE id = ANY(%(ids)s) AND lease = %(lease)s
"""

_PUT_BACK = """
UPDATE notifications_delivery
SET state = 'held', lease = NULL, leased_until = NULL, attempts = attempts + %(more)s,
    release_at = COALESCE(%(release_at)s, release_at),
    bundle = CASE WHEN id = ANY(%(keep)s) THEN bundle END
WHERE id = ANY(%(ids)s) AND lease = %(lease)s
"""

_SET_ASIDE = """
UPDATE notifications_delivery
SET lease = NULL, leased_until = NULL, attempts = attempts + 1, release_at = %(release_at)s,
    state = CASE WHEN attempts + 1 < %(most)s THEN 'held' ELSE 'failed' END,
    outcome = CASE WHEN attempts + 1 < %(most)s THEN outcome ELSE 'gave_up' END,
    ended_at = CASE WHEN attempts + 1 < %(most)s THEN NULL ELSE %(now)s END
WHERE id = ANY(%(ids)s) AND lease = %(lease)s
"""

_LET_GO = """
UPDATE notifications_delivery SET state = 'held', lease = NULL, leased_until = NULL
WHERE state = 'claimed' AND lease = %(lease)s
"""

_LEAVE_AS = """
UPDATE notifications_delivery SET bundle = %(bundle)s
WHERE id = %(id)s AND lease = %(lease)s
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


def claim(lease: uuid.UUID, now: datetime, shut: Collection[str]) -> dict[tuple[int, bool], list[int]]:
    """Ids of all that is due at `now` for up to PEOPLE people, by person and by whether they were
    about to leave before: then nobody knows whether they did. Of those one person at a time.
    `shut` names the transports that are not to be tried."""
    facts: dict[str, Any] = {
        "now": now,
        "with_digest": WITH_DIGEST,
        "shut": list(shut),
        "rows": PEOPLE * 20,
        "people": PEOPLE,
        "lease": lease,
        "seconds": LEASE_SECONDS,
    }
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, facts)
            rows = cursor.fetchall()
        found: dict[tuple[int, bool], list[int]] = {}
        for delivery, person, is_doubtful in rows:
            if person is not None:
                found.setdefault((person, is_doubtful), []).append(delivery)
        # Where all of them wait for digests, others may be due behind them.
        if found or not rows:
            return found


def settle(lease: uuid.UUID, rows: Sequence[Settled], now: datetime) -> set[int]:
    """Writes what the recheck decided, where the lease still holds; those it held for."""
    if not rows:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            {
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
                "leases": [lease] * len(rows),
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
