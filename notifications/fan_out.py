"""Writes the notifications of messages that have very many recipients, in batches."""

from __future__ import annotations

import logging

from django.db import transaction

from notifications import clock
from notifications.crash import crash_point
from notifications.models import FanOut
from notifications.outage import OUTAGE
from notifications.plan import plan
from notifications.recipients import event_of, recipients_of
from notifications.store import store
from threads.models import Mention

BATCH = 500

logger = logging.getLogger(__name__)


def expand() -> int:
    """Works on every open one that nobody else works on; how many batches were written. One that
    cannot be written holds up no other (quality.md, I12); the next sweep tries it again."""
    batches = 0
    broken: set[int] = set()
    while _next_batch(broken):
        batches += 1
    return batches - len(broken)


def _next_batch(broken: set[int]) -> bool:
    """One batch of one message, all or nothing, or one more that is broken. False when there is
    none left."""
    with transaction.atomic():
        rows = FanOut.objects.select_for_update(skip_locked=True, of=("self",)).filter(finished_at=None)
        rows = rows.exclude(pk__in=broken).select_related("message__thread__channel")
        row = rows.order_by("created_at", "pk").first()
        if row is None:
            return False
        try:
            _write(row)
        except OUTAGE:
            raise
        except Exception:  # one broken message holds up no other
            logger.exception("the notifications of message %d cannot be written", row.message_id)
            broken.add(row.pk)
    return True


def _write(row: FanOut) -> None:
    with transaction.atomic():
        message = row.message
        mentions = Mention.objects.filter(message=message).values_list("user_id", flat=True)
        found = recipients_of(message, mentions, after=row.done_until, limit=BATCH)
        facts = event_of(message.thread, message.author_id, message.urgency, begins=message.number == 1)
        store(message.pk, plan(facts, found, message.created_at), message.created_at)
        crash_point("fan-out")
        if len(found) < BATCH:
            row.finished_at = clock.now()
        if found:
            row.done_until = found[-1].facts.user_id
        row.save(update_fields=["done_until", "finished_at"])
