"""Who stands in for people while they are away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.models import TimeOff, User
from accounts.wall_clock import in_utc, local_date, zone_named

A_DAY = timedelta(days=1)


def covers_of(people: Iterable[User], at: datetime) -> dict[int, User]:
    """By user id, for those of `people` whose time off at `at` (aware) names somebody who is
    still active; one query, none for nobody. The date that counts is the one where they are."""
    zones = {person.pk: zone_named(person.time_zone) for person in people}
    if not zones:
        return {}
    today = in_utc(at).date()
    away = TimeOff.objects.select_related("cover").filter(
        user__in=zones, cover__is_active=True, first__lte=today + A_DAY, last__gte=today - A_DAY
    )
    return {
        days.user_id: days.cover
        for days in away.order_by("first")
        if days.cover and days.first <= local_date(in_utc(at), zones[days.user_id]) <= days.last
    }
