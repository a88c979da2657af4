"""People, channels and who is in them."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection

from accounts.models import Organization, User, WorkingHours
from notifications.digest import plans
from notifications.schedules import zone_data
from tests.benchmarks.inside.bulk import fill
from threads.models import Channel, Membership

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)
# All of them work from 10:00 to 14:00 UTC, in winter and in summer.
ZONES = ["Europe/Lisbon", "Europe/Dublin", "Europe/Paris", "Africa/Lagos", "Africa/Casablanca"]


def set_up() -> None:
    Organization.objects.create(name="Rill", time_zone="Europe/Lisbon")


def crowd(prefix: str, count: int) -> tuple[int, int]:
    """So many people; their first and last id, without a gap between. A third of them declared
    hours of their own."""
    person = User(
        name="Robin Marsh", title="Engineer", joined_at=LONG_AGO, onboarded_at=LONG_AGO, password="!"
    )
    zones = "ARRAY[" + ", ".join(f"'{zone}'" for zone in ZONES) + "]"
    fill(
        person,
        f"generate_series(1, {count}) AS n",
        email=f"'{prefix}' || n || '@rill.example'",
        handle=f"'{prefix}' || n",
        name="'Robin Marsh ' || n",
        hue="1 + n %% 8",
        time_zone=f"({zones})[1 + n %% {len(ZONES)}]",
    )
    first, last = _ids(User, f"handle LIKE '{prefix}%%'")
    assert last - first + 1 == count
    fill(
        WorkingHours(weekday=0, start=510, end=1020),
        f"generate_series({first}, {last}, 3) AS person, generate_series(0, 4) AS day",
        user_id="person",
        weekday="day",
    )
    return first, last


def channels(prefix: str, count: int, maker: int, *, is_private: bool = False) -> tuple[int, int]:
    channel = Channel(name=prefix, created_by_id=maker, is_private=is_private, created_at=LONG_AGO)
    fill(channel, f"generate_series(1, {count}) AS n", name=f"'{prefix}-' || n")
    return _ids(Channel, f"name LIKE '{prefix}-%%'")


def join(source: str, person: str, channel: str) -> int:
    """Membership for each row of `source`; `person` and `channel` are expressions over it."""
    member = Membership(joined_at=LONG_AGO, caught_up_at=LONG_AGO)
    return fill(member, source, user_id=person, channel_id=channel)


def plan_digests() -> int:
    """As the worker does within minutes; how many."""
    return plans.replan_stale()


def zone_version() -> str:
    return zone_data()


def _ids(model: type[User] | type[Channel], where: str) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {model._meta.db_table} WHERE {where}")  # noqa: S608
        first, last = cursor.fetchone()
    return first, last
