"""What is snoozed, and what came back from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from notifications.models import Triage
from threads.models import Ask, Mention, Message


def asleep(user: User, now: datetime) -> QuerySet[Triage]:
    """Snoozes that hold: their time is to come, and meanwhile `user` neither wrote in the
    thread nor was addressed: named, asked, or written to in a direct thread."""
    later = Message.objects.filter(thread=OuterRef("thread"), number__gt=OuterRef("snoozed_number"))
    named = Mention.objects.filter(
        user=user,
        message__deleted_at=None,
        message__thread=OuterRef("thread"),
        message__number__gt=OuterRef("snoozed_number"),
    )
    asked = Ask.objects.filter(
        person=user, message__thread=OuterRef("thread"), opened_at__gt=OuterRef("snoozed_at")
    )
    return Triage.objects.filter(user=user, snoozed_until__gt=now).exclude(
        Q(Exists(later.filter(author=user)))
        | Q(Exists(named))
        | Q(Exists(asked))
        | (Q(thread__channel=None) & Q(Exists(later)))
    )


def awake(user: User, now: datetime, *, thread: Any) -> Subquery:
    """When the snooze of `thread` (an expression) ended, None unless it did; also None as soon
    as they wrote in it."""
    wrote = Message.objects.filter(
        thread=OuterRef("thread"), author=user, number__gt=OuterRef("snoozed_number")
    )
    over = Triage.objects.filter(user=user, thread=thread, snoozed_until__lte=now).exclude(Exists(wrote))
    return Subquery(over.values("snoozed_until")[:1])
