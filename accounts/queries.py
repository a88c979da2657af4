"""Reads people's schedules for accounts/working_time.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.models import TimeOff, User, WorkingHours
from accounts.working_time import Schedule, Window

# Whoever declared no windows works these, in their own zone (product.md, Working time).
DEFAULT_WINDOWS = tuple(Window(weekday, start=9 * 60, end=17 * 60 + 30) for weekday in range(5))


def schedule_for(user: User) -> Schedule:
    return schedules_for([user])[user.pk]


def schedules_for(users: Iterable[User]) -> dict[int, Schedule]:
    """By user id, in two queries for however many people. Equal hours make equal windows, so
    that their expansion is shared."""
    people = list(users)
    windows: dict[int, list[Window]] = defaultdict(list)
    for hours in WorkingHours.objects.filter(user__in=people).order_by("weekday", "start", "end"):
        windows[hours.user_id].append(Window(hours.weekday, hours.start, hours.end))
    time_off: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for days in TimeOff.objects.filter(user__in=people).order_by("first", "last"):
        time_off[days.user_id].append((days.first, days.last))
    return {
        user.pk: Schedule(
            user.time_zone,
            tuple(windows[user.pk]) or DEFAULT_WINDOWS,
            time_off=tuple(time_off[user.pk]),
        )
        for user in people
    }
