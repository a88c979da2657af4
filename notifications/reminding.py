"""Reminds somebody of a message at the moment that they chose, as one more notification of theirs.

It is held and released like any other (product.md, When); having read the message ends nothing,
for that is why they asked.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from notifications.crash import crash_point
from notifications.hold import hold
from notifications.models import Reminder
from notifications.recipients import event_of, recipients
from notifications.rules import Reason, may_read
from notifications.store import store_again

BATCH = 100


def plan_own_reminders(now: datetime) -> int:
    """Writes the notifications of those that came due; how many."""
    made = 0
    while batch := _next_batch(now):
        made += batch
    return made


def _next_batch(now: datetime) -> int:
    with transaction.atomic():
        due = Reminder.objects.filter(told_at=None, at__lte=now)
        reminders = list(
            due.select_for_update(skip_locked=True, of=("self",))
            .select_related("message__thread__channel")
            .order_by("at", "pk")[:BATCH]
        )
        # Before its notification is written: what releases it asks for one that was told.
        Reminder.objects.filter(pk__in=[one.pk for one in reminders]).update(told_at=now)
        for reminder in reminders:
            _remind(reminder, now)
        crash_point("reminders")
    return len(reminders)


def _remind(reminder: Reminder, now: datetime) -> None:
    message = reminder.message
    event = event_of(message.thread, message.author_id, message.urgency, begins=message.number == 1)
    found = recipients(
        message.thread,
        0,  # their own message too
        [reminder.user_id],
        begins=event.begins,
        message_id=message.pk,
        after=reminder.user_id - 1,
        limit=1,
    )
    for person in found:
        if person.facts.user_id != reminder.user_id or not may_read(event, person.facts):
            continue
        deliveries = [
            (transport, hold(person.schedule, person.wishes, now, graced=False))
            for transport in person.transports
        ]
        store_again(message.pk, person, Reason.REMINDER, deliveries, now, urgent=False)
