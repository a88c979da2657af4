"""When those of whom something is asked hear of it, for whoever asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from notifications.hold import Why
from notifications.models import Delivery, DigestPlan, Notification
from threads.models import Ask


def told_at(asks: Iterable[Ask]) -> dict[int, datetime | None]:
    """By the ask's id: when its person was notified of it, or will be as it looks now; None where
    no hours lie ahead. At most two queries.

    Whether they read it before says nothing here: then it is the moment that was planned. Who
    gets no mail, and whose notification a worker has yet to write, hears when they may first
    see it.
    """
    wanted = {(ask.message_id, ask.person_id): ask for ask in asks}
    found = {ask.pk: ask.seen_from for ask in wanted.values()}
    waits_for_digest: dict[int, int] = {}
    rows = Delivery.objects.filter(
        notification__message__in={message for message, _ in wanted},
        recipient__in={person for _, person in wanted},
        transport=Delivery.Transport.EMAIL,
    )
    rows = rows.exclude(notification__reason=Notification.Reason.REMINDER)
    # The first that told them of this ask is read last: who was handed it may have heard before.
    facts = rows.annotate(message=F("notification__message")).order_by("-round")
    for one in facts.values_list(
        "message", "recipient", "created_at", "state", "ended_at", "release_at", "why", named=True
    ):
        ask = wanted.get((one.message, one.recipient))
        if ask is None or one.created_at < ask.opened_at or one.state == Delivery.State.FAILED:
            continue
        waits_for_digest.pop(ask.pk, None)
        if one.state == Delivery.State.SENT:
            found[ask.pk] = one.ended_at
        elif one.release_at or one.why == Why.NEVER:
            found[ask.pk] = one.release_at
        elif one.why == Why.DIGEST:
            waits_for_digest[ask.pk] = one.recipient
    if waits_for_digest:
        plans = DigestPlan.objects.filter(user__in=waits_for_digest.values())
        next_at = dict(plans.values_list("user", "next_at"))
        found |= {pk: next_at.get(person, found[pk]) for pk, person in waits_for_digest.items()}
    return found
