"""Ask somebody new for their hours, once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.actions.set_working_hours import set_working_hours
from accounts.models import User


def welcome_with_hours(
    *, user: User, time_zone: str, weekdays: list[int], windows: list[tuple[int, int]]
) -> None:
    """Hours as in `set_working_hours`, in that zone."""
    with transaction.atomic():
        user.time_zone, user.onboarded_at = time_zone, timezone.now()
        user.save(update_fields=["time_zone", "onboarded_at"])
        set_working_hours(user=user, weekdays=weekdays, windows=windows)


def welcome_without_hours(*, user: User) -> None:
    """Whoever declares none works the organization's default hours."""
    user.onboarded_at = timezone.now()
    user.save(update_fields=["onboarded_at"])
