"""Keeps for everybody when their next digest is due (notifications.models.DigestPlan)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import connection, transaction

from accounts import events as people
from accounts.models import User
from accounts.working_time import Schedule
from notifications import clock, events
from notifications.digest.schedule import EVERY_DAY, LOOK_BACK, DigestWishes, next_occasion
from notifications.models import Preference
from notifications.schedules import Hours, hours_now, zone_data

BATCH = 500
# How far back the first digest of somebody looks, who was here before digests were.
FIRST_LOOK_BACK = timedelta(days=7)

Past = tuple[int, datetime | None, datetime | None, datetime, list[date]]

_PASTS = """
SELECT person, last.until, told.until, COALESCE(plan.starts_at, %(starts_at)s), ARRAY(
    SELECT local_date FROM notifications_digest WHERE user_id = person AND local_date >= %(since)s
)
FROM unnest(%(people)s::bigint[]) AS person
LEFT JOIN notifications_digestplan plan ON plan.user_id = person
LEFT JOIN LATERAL (
    SELECT until FROM notifications_digest WHERE user_id = person ORDER BY after DESC LIMIT 1
) AS last ON true
LEFT JOIN LATERAL (
    SELECT until FROM notifications_digest
    WHERE user_id = person AND state IN ('sent', 'empty') ORDER BY after DESC LIMIT 1
) AS told ON true
ORDER BY person
"""

_STALE = """
SELECT person.id FROM accounts_user person
LEFT JOIN notifications_digestplan plan ON plan.user_id = person.id
WHERE person.is_active AND person.id > %(above)s AND (
    plan.user_id IS NULL OR plan.schedule_version <> person.schedule_version
    OR plan.zone_data <> %(zone_data)s
)
ORDER BY person.id LIMIT %(limit)s
"""

_WRITE = """
INSERT INTO notifications_digestplan AS plan (user_id, next_at, schedule_version, zone_data, starts_at)
SELECT user_id, next_at, version, %(zone_data)s, starts_at
FROM unnest(
    %(people)s::bigint[], %(next_at)s::timestamptz[], %(versions)s::int[], %(starts_at)s::timestamptz[]
) AS new (user_id, next_at, version, starts_at)
ORDER BY user_id
ON CONFLICT (user_id) DO UPDATE SET
    next_at = EXCLUDED.next_at, schedule_version = EXCLUDED.schedule_version, zone_data = EXCLUDED.zone_data
"""


@dataclass(frozen=True, slots=True)
class Person:
    """What decides when somebody's digest is due. The chain of those that were claimed ends at
    `until`; all that happened up to `told_until` was told. Both are when they started where
    there was none. `told` are the recent local dates that had one."""

    user_id: int
    version: int
    schedule: Schedule
    wishes: DigestWishes
    until: datetime
    told_until: datetime
    told: frozenset[date]


def connect() -> None:
    """Called once, when the app is ready."""
    people.user_joined.connect(lambda event: replan([event.user.pk]), uid="notifications.digest")
    people.schedule_changed.connect(_schedule_changed, uid="notifications.digest")
    events.preferences_changed.connect(lambda event: replan([event.user_id]), uid="notifications.digest")


def replan(user_ids: Iterable[int]) -> None:
    """By their hours and wishes as this transaction sees them."""
    now = clock.now()
    ids = iter(sorted(set(user_ids)))
    while batch := list(islice(ids, BATCH)):
        found = list(read(batch, now))
        write(found, [_next_at(person, now) for person in found])


def replan_stale() -> int:
    """Whoever has no plan, or one by hours or time zone data that no longer hold; how many."""
    done, above = 0, 0
    while ids := _stale(above):
        with transaction.atomic():
            # As whoever changes their hours does, so that the newer one of the two stands.
            locked = User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
            replan([person.pk for person in locked])
        done, above = done + len(ids), ids[-1]
    return done


def read(user_ids: Collection[int], now: datetime) -> Iterator[Person]:
    """In four queries, however many; who is not active is left out."""
    versions = dict(
        User.objects.filter(pk__in=user_ids, is_active=True).values_list("pk", "schedule_version")
    )
    hours = hours_now(versions)
    wishes = _wishes(hours)
    for user_id, until, told_until, starts_at, told in _pasts(sorted(hours), now):
        yield Person(
            user_id=user_id,
            version=versions[user_id],
            schedule=hours[user_id].schedule,
            wishes=wishes[user_id],
            until=until or starts_at,
            told_until=told_until or starts_at,
            told=frozenset(told),
        )


def write(found: list[Person], next_at: list[datetime | None]) -> None:
    """The moments at which these people are looked at next."""
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            {
                "zone_data": zone_data(),
                "people": [person.user_id for person in found],
                "next_at": next_at,
                "versions": [person.version for person in found],
                "starts_at": [person.told_until for person in found],
            },
        )


def _next_at(person: Person, now: datetime) -> datetime | None:
    found = next_occasion(person.schedule, person.wishes, now, after=person.until, told=person.told)
    return found.at if found else None


def _schedule_changed(event: people.ScheduleChanged) -> None:
    ids = event.user_ids
    replan(User.objects.filter(working_hours=None).values_list("pk", flat=True) if ids is None else ids)


def _wishes(hours: Mapping[int, Hours]) -> dict[int, DigestWishes]:
    rows = Preference.objects.filter(user__in=hours).values_list("user_id", "digest_at", "digest_days")
    said = {user_id: (at, frozenset(days)) for user_id, at, days in rows}
    usual = (None, EVERY_DAY)
    return {
        user_id: DigestWishes(*said.get(user_id, usual), focus_until=one.wishes.focus_until)
        for user_id, one in hours.items()
    }


def _pasts(user_ids: list[int], now: datetime) -> list[Past]:
    with connection.cursor() as cursor:
        cursor.execute(
            _PASTS,
            {
                "people": user_ids,
                "since": (now - LOOK_BACK - timedelta(days=1)).date(),
                "starts_at": now - FIRST_LOOK_BACK,
            },
        )
        rows: list[Past] = cursor.fetchall()
    return rows


def _stale(above: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_STALE, {"above": above, "zone_data": zone_data(), "limit": BATCH})
        return [row[0] for row in cursor.fetchall()]
