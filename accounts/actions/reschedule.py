"""Say that somebody's schedule is another now; inside the transaction that changed it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from accounts import events
from accounts.models import User


def reschedule(user_ids: Iterable[int]) -> None:
    """Their schedule versions grow, and whoever holds something for them plans it anew."""
    ids = new_versions(user_ids)
    if ids:
        events.schedule_changed.send(events.ScheduleChanged(ids))


def reschedule_defaults() -> None:
    """The same for everybody who declared no hours of their own."""
    new_versions(User.objects.filter(working_hours=None).values_list("pk", flat=True))
    events.schedule_changed.send(events.ScheduleChanged(None))


def new_versions(user_ids: Iterable[int]) -> tuple[int, ...]:
    """The rows are locked in the order of their ids, so that two such changes never wait for
    each other; the ids are returned in it."""
    people = User.objects.filter(pk__in=list(user_ids)).order_by("pk")
    ids = tuple(people.select_for_update(no_key=True).values_list("pk", flat=True))
    User.objects.filter(pk__in=ids).update(schedule_version=F("schedule_version") + 1)
    return ids
