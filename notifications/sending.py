"""Hands bundles to their transports, outside every transaction, and says how each ended."""

from __future__ import annotations

import logging
import random
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from notifications import breaker, claims, clock, refusals
from notifications.breaker import State
from notifications.crash import crash_point
from notifications.outage import OUTAGE
from notifications.release import Go
from notifications.transports.base import Bundle, Entry, Transport, TransportDown, TransportError
from notifications.transports.email import EmailTransport
from notifications.waiting import Row
from threads.models import Message

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
# The waits before the last try add up to about a day.
MOST_ATTEMPTS = 12
# Seconds; what was looked at longer ago is looked at again before it leaves.
LONGEST_CHUNK = 1.0

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


def wait_after(attempts: int) -> timedelta:
    """How long until the next try, after so many that failed before."""
    wait: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 20), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311


class _Post:
    """One transport's part of a chunk."""

    def __init__(self, name: str, transport: Transport, lease: uuid.UUID, now: datetime) -> None:
        self.name, self.transport, self.lease, self.now = name, transport, lease, now
        # Looked up once: hardly anybody is in trouble, and each mail would ask.
        self.was_down = False
        self.troubled: set[int] = set()
        self.attempts: dict[int, int] = {}
        # What an earlier try may have sent keeps its id, however this one ends.
        self.doubtful: set[int] = set()

    def send(self, leaving: Sequence[Leaving]) -> int:
        self.attempts = {one.row.id: one.row.attempts for one in leaving}
        self.doubtful = {one.row.id for one in leaving if one.row.bundle}
        state = breaker.state(self.name, self.now)
        if state is State.SHUT:
            self._put_back(self.attempts)
            return 0
        self.was_down = state is State.ON_TRIAL
        queue = deque(_bundles(leaving))
        self.troubled = refusals.of(bundle.recipient.pk for bundle in queue)
        sent, began = 0, clock.monotonic()
        while queue and clock.monotonic() - began < LONGEST_CHUNK:
            bundle = queue.popleft()
            try:
                self.transport.send(bundle)
            except TransportDown as error:
                breaker.trip(self.name, error.answer, self.now)
                self._put_back(_ids(bundle), is_unsure=error.is_unsure)
                break
            except TransportError as error:
                self._refused(bundle, error)
            except OUTAGE:
                raise
            except Exception:  # templates and texts raise anything; the rest must leave
                logger.exception("the bundle %s could not be made", bundle.id)
                queue.extendleft(reversed(self._apart(bundle)))
            else:
                crash_point("accepted")
                sent += self._taken(bundle)
        self._put_back([pk for bundle in queue for pk in _ids(bundle)])
        return sent

    def _taken(self, bundle: Bundle) -> int:
        claims.finish(self.lease, _ids(bundle), self.now, "sent")
        crash_point("finished")
        if self.was_down:
            breaker.reset(self.name)
            self.was_down = False
        if bundle.recipient.pk in self.troubled:
            refusals.forget(bundle.recipient)
        return len(bundle.entries)

    def _refused(self, bundle: Bundle, error: TransportError) -> None:
        if error.permanent:
            claims.finish(self.lease, _ids(bundle), self.now, "failed", f"refused: {error.answer}")
            refusals.remember(bundle.recipient, error.answer, self.now)
        else:
            logger.warning("a bundle for person %d waits: %s", bundle.recipient.pk, error.answer)
            self._later(bundle, is_unsure=error.is_unsure)

    def _later(self, bundle: Bundle, *, is_unsure: bool = False) -> None:
        wait = wait_after(max(self.attempts[pk] for pk in _ids(bundle)))
        self._put_back(_ids(bundle), release_at=self.now + wait, is_attempt=True, is_unsure=is_unsure)

    def _apart(self, bundle: Bundle) -> list[Bundle]:
        """Something in it breaks the making of the mail. What does waits and ends by itself; the
        rest leaves one by one, so that one poisonous message delays no other (quality.md, I12)."""
        if len(bundle.entries) == 1:
            self._later(bundle)
            return []
        alone = []
        for entry in bundle.entries:
            own_id = uuid.uuid5(bundle.id, str(entry.delivery_id))
            claims.leave_as(self.lease, entry.delivery_id, own_id)
            alone.append(Bundle(own_id, bundle.recipient, (entry,)))
        return alone

    def _put_back(
        self,
        ids: Collection[int],
        *,
        release_at: datetime | None = None,
        is_attempt: bool = False,
        is_unsure: bool = False,
    ) -> None:
        if ids:
            keep = ids if is_unsure else self.doubtful.intersection(ids)
            claims.put_back(self.lease, ids, release_at=release_at, is_attempt=is_attempt, keep=keep)


def _ids(bundle: Bundle) -> list[int]:
    return [entry.delivery_id for entry in bundle.entries]


def _bundles(leaving: Sequence[Leaving]) -> Iterator[Bundle]:
    # Prefetched, not joined: a chunk holds many messages of few threads and authors.
    messages = Message.objects.prefetch_related("author", "thread__channel").in_bulk(
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
