"""Plans anew what is held for people whose hours, zone, leave, holidays, focus or wishes changed,
in the transaction that changed them (product.md, Working time; quality.md, I8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection, transaction

from accounts import events as people
from accounts.models import User
from notifications import clock, events
from notifications.hold import Hold
from notifications.release import release
from notifications.rules import Reason, interrupts, reason_for
from notifications.schedules import hours_now, zone_data
from notifications.waiting import Row, held_of

BATCH = 500

_UPDATE = """
UPDATE notifications_delivery delivery
SET release_at = new.release_at, why = new.why, schedule_version = new.version, zone_data = %(zone_data)s
FROM unnest(%(ids)s::bigint[], %(release_at)s::timestamptz[], %(why)s::text[], %(versions)s::int[])
    AS new (id, release_at, why, version)
WHERE delivery.id = new.id AND delivery.state = 'held'
"""

_STALE = """
SELECT DISTINCT delivery.recipient_id FROM notifications_delivery delivery
JOIN accounts_user person ON person.id = delivery.recipient_id
WHERE delivery.state = 'held' AND (
    delivery.schedule_version <> person.schedule_version OR delivery.zone_data <> %s
)
ORDER BY 1 LIMIT %s
"""


def connect() -> None:
    """Called once, when the app is ready."""
    people.schedule_changed.connect(_schedule_changed, uid="notifications.replan")
    events.preferences_changed.connect(_preferences_changed, uid="notifications.replan")


def replan(user_ids: Iterable[int]) -> int:
    """All that is held for them, by their hours as this transaction sees them; how many."""
    planned, ids = 0, iter(sorted(set(user_ids)))
    while batch := list(islice(ids, BATCH)):
        versions = dict(User.objects.filter(pk__in=batch).values_list("pk", "schedule_version"))
        planned += _write(held_of(hours_now(versions)))
    return planned


def replan_stale() -> int:
    """What was computed by hours or time zone data that no longer hold: a post that committed
    beside a change of hours, and everything after an upgrade of tzdata; how many people."""
    done = 0
    while ids := _stale():
        with transaction.atomic():
            # As whoever changes their hours does, so that the newer one of the two stands.
            locked = User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
            replan([person.pk for person in locked])
        done += len(ids)
    return done


def _schedule_changed(event: people.ScheduleChanged) -> None:
    if event.user_ids is not None:
        replan(event.user_ids)
        return
    waiting = User.objects.filter(working_hours=None, deliveries__state="held")
    replan(waiting.values_list("pk", flat=True).distinct())


def _preferences_changed(event: events.PreferencesChanged) -> None:
    replan([event.user_id])


def _stale() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_STALE, [zone_data(), BATCH])
        return [row[0] for row in cursor.fetchall()]


def _write(rows: Sequence[Row]) -> int:
    now = clock.now()
    held: list[tuple[Row, Hold]] = []
    for row in rows:
        reason = reason_for(row.event, row.person.facts)
        urgent = interrupts(row.event, reason) and row.waiting.reason is not Reason.REMINDER
        held.append((row, release(row.person, row.waiting, now, urgent=urgent)))
    if held:
        with connection.cursor() as cursor:
            cursor.execute(
                _UPDATE,
                {
                    "zone_data": zone_data(),
                    "ids": [row.id for row, _ in held],
                    "release_at": [one.release_at for _, one in held],
                    "why": [one.why.value for _, one in held],
                    "versions": [row.person.version for row, _ in held],
                },
            )
    return len(held)
