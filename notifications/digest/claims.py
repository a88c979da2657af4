"""Takes digests that are due, each at most once; short transactions of their own.

A claim is a lease: a token and a moment on the database's clock. Only its holder may finish;
when the moment passes, the digest is anybody's again, with the same id and interval.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from notifications.claims import WITH_DIGEST
from notifications.digest import carried, plans
from notifications.digest.plans import Person
from notifications.digest.schedule import Occasion, next_occasion
from notifications.models import Digest, DigestPlan
from notifications.outage import insist

LEASE_SECONDS = 300
PEOPLE = 100
# A post that is being committed now may carry a moment that is already past; none takes longer.
# What it says is told by the next digest, not by none.
COMMIT = timedelta(minutes=1)

# What somebody's last digest could not tell, this one tells. One that is being sent at this
# moment keeps the person back.
_GIVE_UP = """
UPDATE notifications_digest SET state = 'failed', lease = NULL, leased_until = NULL, outcome = 'joined_next'
WHERE user_id = ANY(%(people)s) AND state = 'claimed' AND leased_until < clock_timestamp()
"""
_BUSY = "SELECT user_id FROM notifications_digest WHERE user_id = ANY(%(people)s) AND state = 'claimed'"

_CLAIM = """
INSERT INTO notifications_digest
    (user_id, local_date, after, until, state, attempts, lease, leased_until, outcome)
SELECT user_id, local_date, after, %(until)s, 'claimed', 0, %(lease)s,
    clock_timestamp() + make_interval(secs => %(seconds)s), ''
FROM unnest(%(people)s::bigint[], %(dates)s::date[], %(after)s::timestamptz[])
    AS new (user_id, local_date, after)
ON CONFLICT DO NOTHING
RETURNING id, user_id
"""

_RECOVER = """
UPDATE notifications_digest
SET attempts = attempts + 1, lease = %(lease)s,
    leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id IN (
    SELECT id FROM notifications_digest
    WHERE state = 'claimed' AND leased_until < clock_timestamp()
    ORDER BY leased_until LIMIT %(people)s FOR UPDATE SKIP LOCKED
)
RETURNING id
"""

_HOLD = """
UPDATE notifications_digest SET leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id = %(id)s AND state = 'claimed' AND lease = %(lease)s
"""

_LET_GO = """
UPDATE notifications_digest SET leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id = ANY(%(ids)s) AND state = 'claimed' AND lease = %(lease)s
"""

_FINISH = """
UPDATE notifications_digest
SET state = %(state)s, outcome = %(outcome)s, sent_at = %(sent_at)s, lease = NULL, leased_until = NULL
WHERE id = %(id)s AND state = 'claimed' AND lease = %(lease)s
"""


def claim(lease: uuid.UUID, now: datetime, *, only: User | None = None) -> list[int]:
    """Ids of the digests that are due at `now` for up to PEOPLE people, or for one, who are
    planned for their next one. Whoever another sweep looks at now is left to it. What was put
    off for a digest that is not to come now waits for it no longer."""
    with transaction.atomic():
        due = DigestPlan.objects.filter(next_at__lte=now).order_by("next_at")
        if only is not None:
            due = due.filter(user=only)
        # The person too, as whoever puts deliveries off does (notifications.claims).
        locked = due.select_for_update(skip_locked=True, no_key=True, of=("self", "user"))
        ids = [plan.pk for plan in locked.select_related("user")[:PEOPLE]]
        if not ids:
            return []
        found = list(plans.read(ids, now))
        DigestPlan.objects.filter(pk__in=set(ids) - {person.user_id for person in found}).delete()
        taken: list[tuple[Person, Occasion]] = []
        next_at: list[datetime | None] = []
        for person in found:
            occasion = _occasion(person, now, person.until, person.told)
            if occasion is None or occasion.at > now:
                next_at.append(occasion.at if occasion else None)
            elif person.until >= now - COMMIT:
                next_at.append(now + COMMIT)
            else:
                taken.append((person, occasion))
                after = _occasion(person, now, now - COMMIT, person.told | {occasion.local_date})
                next_at.append(after.at if after else None)
        busy = _give_up([person.user_id for person, _ in taken])
        for position, person in enumerate(found):
            if person.user_id in busy:
                next_at[position] = now + COMMIT
        plans.write(found, next_at)
        free = [(person, occasion) for person, occasion in taken if person.user_id not in busy]
        made = _insert(lease, free, now - COMMIT)
        soon = {person.user_id for person, at in zip(found, next_at, strict=True) if _is_soon(at, now)}
        carried.wake(set(ids) - soon - busy - set(made.values()), now)
        return list(made)


def recover(lease: uuid.UUID) -> list[int]:
    """Ids of those whose lease ran out: whoever held it died, or waits for another try."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOVER, {"lease": lease, "seconds": LEASE_SECONDS, "people": PEOPLE})
        return [row[0] for row in cursor.fetchall()]


def hold_on(lease: uuid.UUID, digest: Digest, seconds: float = LEASE_SECONDS) -> bool:
    """The lease from now on anew, or until the next try; False where it is somebody else's."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, {"id": digest.pk, "lease": lease, "seconds": seconds})
        return bool(cursor.rowcount)


def let_go(lease: uuid.UUID, ids: Collection[int], seconds: float = 0) -> None:
    """Anybody may have them, at once or after a while."""

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_LET_GO, {"ids": list(ids), "lease": lease, "seconds": seconds})

    insist(write)


def finish(
    lease: uuid.UUID, digest: Digest, state: str, *, sent_at: datetime | None = None, outcome: str = ""
) -> bool:
    """Ends it where the lease still holds; whether it did."""
    facts: dict[str, Any] = {
        "id": digest.pk,
        "lease": lease,
        "state": state,
        "sent_at": sent_at,
        "outcome": outcome[:200],
    }
    with connection.cursor() as cursor:
        cursor.execute(_FINISH, facts)
        return bool(cursor.rowcount)


def _is_soon(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now + WITH_DIGEST


def _occasion(person: Person, now: datetime, after: datetime, told: Collection[date]) -> Occasion | None:
    return next_occasion(person.schedule, person.wishes, now, after=after, told=told)


def _give_up(ids: list[int]) -> set[int]:
    """Ends what these people's earlier digests left open; whose is being sent now."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_UP, {"people": ids})
        cursor.execute(_BUSY, {"people": ids})
        return {row[0] for row in cursor.fetchall()}


def _insert(lease: uuid.UUID, taken: list[tuple[Person, Occasion]], until: datetime) -> dict[int, int]:
    """The person of each digest that was made, by its id."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "lease": lease,
                "until": until,
                "seconds": LEASE_SECONDS,
                "people": [person.user_id for person, _ in taken],
                "dates": [occasion.local_date for _, occasion in taken],
                "after": [person.until for person, _ in taken],
            },
        )
        return dict(cursor.fetchall())
