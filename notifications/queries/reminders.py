"""What somebody asked to be reminded of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from notifications.models import Reminder
from threads.access import visible_threads

MOST_SHOWN = 100
A_WEEK = timedelta(days=7)


def waiting_of(user: User) -> list[Reminder]:
    """What is still to come, the soonest first."""
    return list(_readable(user).filter(told_at=None).order_by("at", "pk")[:MOST_SHOWN])


def came_lately(user: User, now: datetime) -> list[Reminder]:
    """What came within a week, the newest first."""
    came = _readable(user).filter(told_at__gt=now - A_WEEK)
    return list(came.order_by("-told_at", "-pk")[:MOST_SHOWN])


def _readable(user: User) -> QuerySet[Reminder]:
    """With the message; not of threads that are closed to them now."""
    return Reminder.objects.filter(
        user=user, message__thread__in=visible_threads(user), message__deleted_at=None
    ).select_related("message__author", "message__thread__channel")
