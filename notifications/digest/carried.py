"""Ends the deliveries that waited for a digest, in the transaction that ends the digest."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Q

from notifications.digest.content import Content
from notifications.hold import Why
from notifications.models import Delivery, Digest
from notifications.plan import EMAIL
from notifications.release import Outcome
from threads.access import visible_threads


def end(digest: Digest, content: Content, bundle: uuid.UUID | None, now: datetime) -> None:
    """What the digest told left with it, as `bundle`; also what was due by mail at this moment
    anyway, so that nobody gets two mails of one thing. What waited for this digest and is not
    in it has nothing left to tell. Without a bundle no mail was sent."""
    waits = Q(why=Why.DIGEST) | Q(release_at__lte=now)
    held = Delivery.objects.filter(
        waits,
        recipient=digest.user_id,
        state=Delivery.State.HELD,
        transport=EMAIL,
        urgent=False,
        notification__message__created_at__lte=digest.until,
    )
    rows = list(
        held.values_list("pk", "why", "notification__message__thread", "notification__message__deleted_at")
    )
    told: list[int] = []
    rest: dict[Outcome, list[int]] = {}
    readable: set[int] | None = None
    for pk, why, thread, deleted_at in rows:
        if deleted_at is None and bundle and thread in content.carried:
            told.append(pk)
        elif why == Why.DIGEST:
            if readable is None:
                threads = {row[2] for row in rows}
                found = visible_threads(digest.user).filter(pk__in=threads)
                readable = set(found.values_list("pk", flat=True))
            rest.setdefault(_outcome(is_readable=thread in readable, deleted_at=deleted_at), []).append(pk)
    _end(told, now, state=Delivery.State.SENT, bundle=bundle)
    for outcome, ids in rest.items():
        _end(ids, now, state=Delivery.State.SUPPRESSED, outcome=outcome)


def _outcome(*, is_readable: bool, deleted_at: datetime | None) -> Outcome:
    if deleted_at is not None:
        return Outcome.DELETED
    return Outcome.NO_REASON if is_readable else Outcome.NO_ACCESS


def _end(ids: list[int], now: datetime, **facts: object) -> None:
    if ids:
        Delivery.objects.filter(pk__in=ids, state=Delivery.State.HELD).update(ended_at=now, **facts)
