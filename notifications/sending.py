"""Hands bundles to their transports, outside every transaction, and says how each ended."""

from __future__ import annotations

import logging
import random
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from notifications import breaker, claims, refusals
from notifications.crash import crash_point
from notifications.release import Go
from notifications.transports.base import Bundle, Entry, Transport, TransportDown, TransportError
from notifications.transports.email import EmailTransport
from notifications.waiting import Row
from threads.models import Message

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
# The waits before the last try add up to about a day.
MOST_ATTEMPTS = 12

TRANSPORTS: dict[str, Callable[[], Transport]] = {"email": EmailTransport}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A delivery that may leave now, in this bundle."""

    row: Row
    bundle: uuid.UUID
    go: Go


def send(leaving: Sequence[Leaving], lease: uuid.UUID, now: datetime) -> int:
    """Sends them, one bundle a person and transport; how many deliveries were taken. What fails
    harms no other; a transport that is down keeps its deliveries as they were."""
    sent = 0
    by_transport: dict[str, list[Leaving]] = defaultdict(list)
    for one in leaving:
        by_transport[one.row.waiting.transport].append(one)
    for name, group in by_transport.items():
        with closing(TRANSPORTS[name]()) as transport:
            sent += _Post(name, transport, lease, now).send(group)
    return sent


class _Post:
    """One transport's part of a chunk."""

    def __init__(self, name: str, transport: Transport, lease: uuid.UUID, now: datetime) -> None:
        self.name, self.transport, self.lease, self.now = name, transport, lease, now
        # Looked up once: hardly anybody is in trouble, and each mail would ask.
        self.was_down = False
        self.troubled: set[int] = set()

    def send(self, leaving: Sequence[Leaving]) -> int:
        sent = 0
        bundles = list(_bundles(leaving))
        self.was_down = breaker.has_tripped(self.name)
        self.troubled = refusals.of(bundle.recipient.pk for bundle in bundles)
        attempts = {one.row.id: one.row.attempts for one in leaving}
        for position, bundle in enumerate(bundles):
            ids = [entry.delivery_id for entry in bundle.entries]
            try:
                self.transport.send(bundle)
            except TransportDown as error:
                breaker.trip(self.name, error.answer, self.now)
                rest = [entry.delivery_id for late in bundles[position:] for entry in late.entries]
                claims.put_back(self.lease, rest)
                return sent
            except TransportError as error:
                self._refused(bundle, ids, error, max(attempts[pk] for pk in ids))
            except Exception:
                logger.exception("the bundle %s could not be made", bundle.id)
                sent += self._one_by_one(bundle, attempts)
            else:
                crash_point("accepted")
                self._taken(bundle, ids)
                sent += len(ids)
        return sent

    def _taken(self, bundle: Bundle, ids: list[int]) -> None:
        claims.finish(self.lease, ids, self.now, "sent")
        crash_point("finished")
        if self.was_down:
            breaker.reset(self.name)
            self.was_down = False
        if bundle.recipient.pk in self.troubled:
            refusals.forget(bundle.recipient)

    def _refused(self, bundle: Bundle, ids: list[int], error: TransportError, attempts: int) -> None:
        if error.permanent:
            claims.finish(self.lease, ids, self.now, "failed", f"refused: {error.answer}")
            refusals.remember(bundle.recipient, error.answer, self.now)
        else:
            logger.warning("a bundle for person %d waits: %s", bundle.recipient.pk, error.answer)
            self._later(ids, attempts, keep_bundle=error.is_unsure)

    def _later(self, ids: list[int], attempts: int, *, keep_bundle: bool) -> None:
        wait = min(FIRST_WAIT * 2 ** min(attempts, 20), LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311
        claims.put_back(self.lease, ids, release_at=self.now + wait, is_attempt=True, keep_bundle=keep_bundle)

    def _one_by_one(self, bundle: Bundle, attempts: dict[int, int]) -> int:
        """Something in it breaks the making of the mail. What does waits and ends by itself; the
        rest leaves, so that one poisonous message delays no other (quality.md, I12)."""
        sent = 0
        for entry in bundle.entries:
            alone = Bundle(uuid.uuid5(bundle.id, str(entry.delivery_id)), bundle.recipient, (entry,))
            if len(bundle.entries) == 1:
                self._later([entry.delivery_id], attempts[entry.delivery_id], keep_bundle=False)
                continue
            sent += self._alone(alone, entry.delivery_id, attempts[entry.delivery_id])
        return sent

    def _alone(self, alone: Bundle, delivery: int, attempts: int) -> int:
        try:
            self.transport.send(alone)
        except TransportDown as error:
            breaker.trip(self.name, error.answer, self.now)
            claims.put_back(self.lease, [delivery])
        except TransportError as error:
            self._refused(alone, [delivery], error, attempts)
        except Exception:
            logger.exception("delivery %d could not be made into a mail", delivery)
            self._later([delivery], attempts, keep_bundle=False)
        else:
            self._taken(alone, [delivery])
            return 1
        return 0


def _bundles(leaving: Sequence[Leaving]) -> Iterator[Bundle]:
    messages = Message.objects.select_related("author", "thread__channel", "thread__author").in_bulk(
        {one.row.message_id for one in leaving}
    )
    people = User.objects.in_bulk({one.row.person.facts.user_id for one in leaving})
    together: dict[tuple[int, uuid.UUID], list[Leaving]] = defaultdict(list)
    for one in leaving:
        together[one.row.person.facts.user_id, one.bundle].append(one)
    for (person, bundle), group in together.items():
        entries = tuple(
            Entry(
                one.row.id,
                messages[one.row.message_id],
                one.go.reason,
                one.go.urgent,
                one.row.waiting.is_repeat,
            )
            for one in group
        )
        yield Bundle(bundle, people[person], entries)
