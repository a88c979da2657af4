"""Open asks for those whom a message names (product.md, Norms and asks)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from accounts.queries import schedules_for
from accounts.working_time import Schedule
from threads import events
from threads.models import Ask, Message, Urgency
from threads.norms import Norm, due_at, seen_by
from threads.queries.addressees import within_reach
from threads.queries.norms import norm_for


def open_asks(message: Message, people: Sequence[User]) -> list[Ask]:
    """One ask for each of `people`, due in their own working time.

    Nobody is asked by "No reply needed", by a norm that expects none, or while they are on
    leave with somebody who covers: the preview offers that person instead.
    """
    if message.urgency == Urgency.NONE or not people:
        return []
    norm = norm_for(message.thread.channel, message.urgency)
    if norm.kind == "no_reply":
        return []
    schedules = schedules_for(people)
    at = message.created_at
    asked = within_reach(people, schedules, at)
    asks = [new_ask(message, person, norm, schedules[person.pk], at) for person in asked]
    if not asks:
        return []
    opened = Ask.objects.bulk_create(asks, ignore_conflicts=True)
    events.asks_opened.send(events.AsksOpened(message, tuple(opened)))
    return opened


def new_ask(message: Message, person: User, norm: Norm, schedule: Schedule, at: datetime) -> Ask:
    """Unsaved. Counted from when they may first see it: at once when it is urgent and they
    are not on leave, else when their working time next opens."""
    seen_from = seen_by(schedule, message.urgency, at)
    return Ask(
        message=message,
        person=person,
        urgency=message.urgency,
        norm_kind=norm.kind,
        norm_amount=norm.amount,
        opened_at=at,
        seen_from=seen_from,
        due_at=due_at(norm, schedule, seen_from) if seen_from else None,
    )
