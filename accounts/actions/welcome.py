"""Ask somebody new for their hours, once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.actions.set_working_hours import set_working_hours
from accounts.models import User
from accounts.working_time import Window


def welcome_with_hours(*, user: User, time_zone: str, windows: Iterable[Window]) -> None:
    """Hours as in `set_working_hours`, in that zone."""
    with transaction.atomic():
        user.onboarded_at = timezone.now()
        user.save(update_fields=["onboarded_at"])
        set_working_hours(user=user, time_zone=time_zone, windows=windows)


def welcome_without_hours(*, user: User) -> None:
    """Whoever declares none works the organization's default hours."""
    user.onboarded_at = timezone.now()
    user.save(update_fields=["onboarded_at"])
