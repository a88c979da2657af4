"""Ends the deliveries that waited for a digest, in the transaction that ends the digest."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from notifications.claims import WITH_DIGEST
from notifications.digest.content import Content
from notifications.hold import Why
from notifications.models import Delivery, Digest, Notification
from notifications.plan import EMAIL
from notifications.release import Outcome
from threads.access import visible_threads


def has_reminder(digest: Digest, content: Content) -> bool:
    """Whether an answer that is due is to be told with it, and in no other mail: then it is sent
    though nothing is new."""
    held = Delivery.objects.filter(
        recipient=digest.user_id,
        state=Delivery.State.HELD,
        why=Why.DIGEST,
        notification__reason=Notification.Reason.REMINDER,
        notification__message__thread__in=content.carried,
    )
    return held.exists()


def end(digest: Digest, content: Content, bundle: uuid.UUID | None, now: datetime) -> None:
    """What the digest told left with it, as `bundle`; also what was to leave by mail about this
    moment anyway, so that nobody gets two mails of one thing. What waited for this digest and is
    not in it has nothing left to tell, or leaves by itself. Without a bundle no mail was sent."""
    waits = Q(why__in=[Why.DIGEST, Why.WITH_DIGEST]) | Q(release_at__lte=now + WITH_DIGEST)
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
    wake([digest.user_id], now)


def end_unwanted(digest: Digest, now: datetime) -> None:
    """They unsubscribed from digests: what had to wait for one has no way to them."""
    held = Delivery.objects.filter(recipient=digest.user_id, state=Delivery.State.HELD, why=Why.DIGEST)
    _end(
        list(held.values_list("pk", flat=True)),
        now,
        state=Delivery.State.SUPPRESSED,
        outcome=Outcome.UNSUBSCRIBED,
    )
    wake([digest.user_id], now)


def wake(user_ids: Collection[int], now: datetime) -> None:
    """What was put off for a digest leaves with the next sweep."""
    if user_ids:
        _put_off().filter(recipient__in=user_ids, release_at__gt=now).update(release_at=now)


def wait_longer(now: datetime) -> None:
    """While no mail can leave at all, the time for which something waits for a digest does not
    run out; few rows are written, and each only now and then."""
    _put_off().filter(release_at__lte=now + WITH_DIGEST / 2).update(release_at=now + WITH_DIGEST)


def _put_off() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.HELD, why=Why.WITH_DIGEST)


def _outcome(*, is_readable: bool, deleted_at: datetime | None) -> Outcome:
    if deleted_at is not None:
        return Outcome.DELETED
    return Outcome.NO_REASON if is_readable else Outcome.NO_ACCESS


def _end(ids: list[int], now: datetime, **facts: object) -> None:
    if ids:
        Delivery.objects.filter(pk__in=ids, state=Delivery.State.HELD).update(ended_at=now, **facts)
