"""Reminds once of an answer that is due, at the first working moment after (product.md, Norms
and asks). Only who owes it hears of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from notifications.hold import hold
from notifications.models import Delivery
from notifications.recipients import event_of, recipients
from notifications.rules import Reason, reason_for
from notifications.store import store_again
from threads.models import Ask

BATCH = 200


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
        asks = list(
            due.select_for_update(skip_locked=True, of=("self",))
            .select_related("message__thread__channel")
            .order_by("pk")[:BATCH]
        )
        for ask in asks:
            # Who was not told yet, being away, is told late; not told and reminded in one mail.
            if not _is_untold(ask):
                _remind(ask, now)
        Ask.objects.filter(pk__in=[ask.pk for ask in asks]).update(reminded_at=now)
    return len(asks)


def _is_untold(ask: Ask) -> bool:
    waiting = Delivery.objects.filter(notification__message=ask.message, recipient=ask.person)
    return waiting.filter(state__in=[Delivery.State.HELD, Delivery.State.CLAIMED]).exists()


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
