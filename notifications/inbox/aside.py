"""What somebody set aside: what they finished this week, and what sleeps."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from notifications.inbox.snoozed import asleep
from notifications.models import Triage
from threads.access import visible_threads

A_WEEK = timedelta(days=7)
MOST_SHOWN = 100


def finished_by(user: User, now: datetime) -> list[Triage]:
    """The latest first; one query."""
    rows = Triage.objects.filter(user=user, done_at__gt=now - A_WEEK)
    return _shown(user, rows.order_by("-done_at", "-pk"))


def sleeping_of(user: User, now: datetime) -> list[Triage]:
    """What comes back soonest first; one query."""
    return _shown(user, asleep(user, now).order_by("snoozed_until", "pk"))


def _shown(user: User, rows: QuerySet[Triage]) -> list[Triage]:
    found = rows.filter(thread__in=visible_threads(user).values("pk"))
    return list(found.select_related("thread__channel", "thread__author")[:MOST_SHOWN])
