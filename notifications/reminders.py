"""Reminds once of an answer that is due, at the first working moment after (product.md, Norms
and asks). Only who owes it hears of it.

Who was not told yet, being away or in focus, is told late, and not told and reminded in one
mail: their reminder comes a day after, if they have not answered by then.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from notifications.hold import hold
from notifications.models import Delivery, Notification
from notifications.recipients import event_of, recipients
from notifications.rules import Reason, reason_for
from notifications.store import store_again
from threads.models import Ask

BATCH = 200
AFTER_LATE_NOTICE = timedelta(days=1)


def plan_reminders(now: datetime) -> int:
    """Writes those that became due; how many."""
    made = 0
    while batch := _next_batch(now):
        made += batch
    return made


def _next_batch(now: datetime) -> int:
    with transaction.atomic():
        due = Ask.objects.filter(closed_at=None, reminded_at=None, due_at__isnull=False)
        due = due.annotate(expected_at=Coalesce(F("promised_at"), F("due_at"))).filter(expected_at__lte=now)
        due = due.filter(~_is_untold(), ~_was_told_late(now))
        asks = list(
            due.select_for_update(skip_locked=True, of=("self",))
            .select_related("message__thread__channel")
            .order_by("pk")[:BATCH]
        )
        for ask in asks:
            _remind(ask, now)
        Ask.objects.filter(pk__in=[ask.pk for ask in asks]).update(reminded_at=now)
    return len(asks)


def _is_untold() -> Exists:
    return Exists(_first_notices().filter(state__in=[Delivery.State.HELD, Delivery.State.CLAIMED]))


def _was_told_late(now: datetime) -> Exists:
    """Within a day, after the answer was due."""
    sent = _first_notices().filter(state=Delivery.State.SENT, ended_at__gt=OuterRef("expected_at"))
    return Exists(sent.filter(ended_at__gt=now - AFTER_LATE_NOTICE))


def _first_notices() -> QuerySet[Delivery]:
    """Of the ask that the outer query looks at."""
    told = Delivery.objects.filter(
        notification__message=OuterRef("message"), recipient=OuterRef("person"), round=0
    )
    return told.exclude(notification__reason=Notification.Reason.REMINDER)


def _remind(ask: Ask, now: datetime) -> None:
    message = ask.message
    event = event_of(message.thread, message.author_id, message.urgency, begins=message.number == 1)
    found = recipients(
        message.thread,
        message.author_id,
        (),
        begins=event.begins,
        asked=(ask.person_id,),
        message_id=message.pk,
        after=ask.person_id - 1,
        limit=1,
    )
    for person in found:
        if person.facts.user_id != ask.person_id or reason_for(event, person.facts) is not Reason.ASK:
            continue
        deliveries = [
            (transport, hold(person.schedule, person.wishes, now, graced=False))
            for transport in person.transports
        ]
        store_again(message.pk, person, Reason.REMINDER, deliveries, now, urgent=False)
