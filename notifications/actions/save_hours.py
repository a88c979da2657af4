"""Keep what somebody said on the page "Your hours", all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.actions.holidays import choose_holidays
from accounts.actions.set_working_hours import follow_device, set_working_hours
from accounts.models import User
from accounts.working_time import Window
from notifications.actions.set_preferences import set_preferences


def save_hours(
    *,
    user: User,
    windows: Iterable[Window],
    time_zone: str,
    follows_device: bool,
    holiday_region: str,
    preferences: dict[str, Any],
) -> None:
    """`preferences` are those of `set_preferences`. Raises ValueError for a zone or region that
    does not exist."""
    with transaction.atomic():
        set_working_hours(user=user, time_zone=time_zone, windows=windows)
        follow_device(user=user, follows=follows_device)
        choose_holidays(user=user, region=holiday_region)
        set_preferences(user=user, **preferences)
