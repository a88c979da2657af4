"""Ask those whom a message names for an answer (product.md, Norms and asks)."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from accounts.queries import kept_schedules
from accounts.working_time import Schedule
from threads.models import Ask, Message
from threads.norms import Norm, due_at, seen_by
from threads.queries.addressees import Wanted, within_reach


def asks_of(message: Message, wanted: Wanted) -> list[Ask]:
    """One unsaved ask for each person who is wanted, due in their own working time.

    Nobody is asked by a norm that expects no reply, or while they are on leave with somebody who
    covers: the preview offers that person instead.
    """
    if wanted.norm.kind == "no_reply":
        return []
    schedules = kept_schedules(wanted.people)
    at = message.created_at
    asked = within_reach(wanted.people, schedules, at)
    return [new_ask(message, person, wanted.norm, schedules[person.pk], at) for person in asked]


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
