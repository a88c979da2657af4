"""Say when somebody works."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User, WorkingHours


def set_working_hours(*, user: User, weekdays: Iterable[int], windows: Iterable[tuple[int, int]]) -> None:
    """The same windows (minutes after local midnight, half-open) on each of the weekdays
    (0 is Monday), instead of all windows there were."""
    windows = list(windows)
    rows = [
        WorkingHours(user=user, weekday=weekday, start=start, end=end)
        for weekday in weekdays
        for start, end in windows
    ]
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        WorkingHours.objects.filter(user=user).delete()
        WorkingHours.objects.bulk_create(rows)
