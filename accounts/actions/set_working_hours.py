"""Say when somebody works, and where."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions.audit import audit
from accounts.actions.reschedule import reschedule, reschedule_defaults
from accounts.models import DefaultHours, Organization, User, WorkingHours
from accounts.time_zones import canonical_zone
from accounts.working_time import Window


def set_working_hours(*, user: User, time_zone: str, windows: Iterable[Window]) -> None:
    """These windows instead of all there were, in that zone; with none the person works the
    organization's default hours. Raises ValueError for what is no zone."""
    time_zone, wanted = canonical_zone(time_zone), sorted(set(windows))
    with transaction.atomic():
        stored = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        kept = [
            Window(*row) for row in stored.working_hours.values_list("weekday", "start", "end")
        ]  # in order, as the model says
        if kept == wanted and stored.time_zone == time_zone:
            return
        stored.working_hours.all().delete()
        WorkingHours.objects.bulk_create(WorkingHours(user=stored, **_columns(window)) for window in wanted)
        stored.time_zone = user.time_zone = time_zone
        stored.save(update_fields=["time_zone"])
        reschedule([user.pk])


def change_time_zone(*, user: User, time_zone: str) -> None:
    """The same hours on another wall. Raises ValueError for what is no zone."""
    time_zone = canonical_zone(time_zone)
    with transaction.atomic():
        changed = User.objects.filter(pk=user.pk).exclude(time_zone=time_zone).update(time_zone=time_zone)
        user.time_zone = time_zone
        if changed:
            reschedule([user.pk])


def follow_device(*, user: User, follows: bool) -> None:
    """Whether to be asked when a device shows another zone; the zone itself never moves by itself."""
    user.follows_device = follows
    user.save(update_fields=["follows_device"])


def set_default_hours(*, actor: User, windows: Iterable[Window]) -> None:
    """What whoever declared none works. Raises PermissionDenied."""
    if not actor.is_admin:
        raise PermissionDenied
    wanted = sorted(set(windows))
    with transaction.atomic():
        organization = Organization.objects.select_for_update().get(pk=1)
        before = [Window(*row) for row in DefaultHours.objects.values_list("weekday", "start", "end")]
        if before == wanted:
            return
        DefaultHours.objects.all().delete()
        DefaultHours.objects.bulk_create(DefaultHours(**_columns(window)) for window in wanted)
        reschedule_defaults()
        audit(
            "default_hours.changed",
            actor=actor,
            target=organization.name,
            before=[_plain(window) for window in before],
            after=[_plain(window) for window in wanted],
        )


def _columns(window: Window) -> dict[str, int]:
    return {"weekday": window.weekday, "start": window.start, "end": window.end}


def _plain(window: Window) -> tuple[int, int, int]:
    return (window.weekday, window.start, window.end)
