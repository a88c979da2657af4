"""Releases what is due: claims it, looks at everything again, sends it, says how it ended.

A tick of Celery beat calls `sweep` every few seconds. Two at once, a lost tick and a crash at
any line do no harm: what is true stands in Postgres, and nothing is sent inside a transaction.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from notifications import breaker, claims, clock, last_sweep, reminders, reminding, repeats, waiting
from notifications.claims import Settled
from notifications.crash import crash_point
from notifications.fan_out import expand
from notifications.hold import Hold
from notifications.leaps import leapt
from notifications.outage import OUTAGE
from notifications.release import Go, Outcome, Verdict, verdict
from notifications.sending import MOST_ATTEMPTS, Leaving, send, wait_after
from notifications.waiting import Row

# So few, that what was looked at is still true when the last of them is sent.
CHUNK = 20
LONGEST_SWEEP = 30.0
# About an hour, as after so many attempts.
SET_ASIDE = 6

logger = logging.getLogger(__name__)


def sweep(now: datetime | None = None) -> int:
    """Releases everything that is due; how many deliveries were sent. `now` (aware) stands for
    the clock in tests and commands."""
    if now is None and leapt("sweep"):
        return 0
    began = clock.monotonic()
    for step in (_expand, _recover, _repeat, _remind, _remind_of_own):
        _attempt(step, now or clock.now())
    sent = 0
    while _has_time(began):
        lease = uuid.uuid4()
        at = now or clock.now()
        claimed = claims.claim(lease, at, breaker.shut(at))
        if not claimed:
            break
        crash_point("claimed")
        try:
            for chunk in _chunks(claimed):
                if not _has_time(began):
                    break
                sent += _release(chunk, lease, now or clock.now())
        finally:
            # Whatever it was that ended this: nobody waits for a lease to run out.
            claims.let_go(lease)
    last_sweep.note(last_sweep.RELEASE)
    return sent


def _attempt(step: Callable[[datetime], object], now: datetime) -> None:
    """What cannot be planned now is planned by a later sweep; what is due leaves all the same."""
    try:
        step(now)
    except OUTAGE:
        raise
    except Exception:
        logger.exception("part of a sweep failed: %s", step.__name__)


def _expand(now: datetime) -> None:
    expand()


def _recover(now: datetime) -> None:
    claims.recover()


def _repeat(now: datetime) -> None:
    repeats.plan_repeats(now)


def _remind(now: datetime) -> None:
    reminders.plan_reminders(now)


def _remind_of_own(now: datetime) -> None:
    reminding.plan_own_reminders(now)


def _has_time(began: float) -> bool:
    return clock.monotonic() - began < LONGEST_SWEEP


def _release(chunk: list[list[int]], lease: uuid.UUID, now: datetime) -> int:
    """Looks again at deliveries, by person, and sends what may leave; how many did. What breaks
    the looking itself is found by halves, and set aside: it delays no other."""
    try:
        return _look_and_send([pk for ids in chunk for pk in ids], lease, now)
    except OUTAGE:
        raise
    except Exception:
        if parts := _halves(chunk):
            return sum(_release(part, lease, now) for part in parts)
        logger.exception("delivery %d cannot be looked at", chunk[0][0])
        later = now + wait_after(SET_ASIDE)
        claims.set_aside(lease, chunk[0], now, release_at=later, most=MOST_ATTEMPTS)
        return 0


def _halves(chunk: list[list[int]]) -> list[list[list[int]]]:
    """Of the people; of one person's deliveries where there is one; nothing of a single one."""
    if len(chunk) > 1:
        return [chunk[: len(chunk) // 2], chunk[len(chunk) // 2 :]]
    [ids] = chunk
    return [[ids[: len(ids) // 2]], [ids[len(ids) // 2 :]]] if len(ids) > 1 else []


def _look_and_send(ids: list[int], lease: uuid.UUID, now: datetime) -> int:
    leaving: list[Leaving] = []
    settled: list[Settled] = []
    bundles: dict[tuple[int, str], uuid.UUID] = {}
    for row in waiting.claimed(ids, lease):
        found = verdict(row.event, row.person, row.waiting, now)
        bundle = row.bundle
        if isinstance(found, Go) and row.attempts < MOST_ATTEMPTS:
            # What may have left already leaves again as the same mail, and alone.
            key = (row.person.facts.user_id, row.waiting.transport)
            bundle = row.bundle or bundles.setdefault(key, uuid.uuid4())
            leaving.append(Leaving(row, bundle, found))
        settled.append(_settled(row, found, bundle))
    mine = claims.settle(lease, settled, now)
    crash_point("settled")
    return send([one for one in leaving if one.row.id in mine], lease, now)


def _settled(row: Row, found: Verdict, bundle: uuid.UUID | None) -> Settled:
    version = row.person.version
    match found:
        case Go() if row.attempts >= MOST_ATTEMPTS:
            return Settled(row.id, "failed", row.release_at, row.why, "gave_up", False, bundle, version)
        case Go():
            return Settled(row.id, "claimed", row.release_at, row.why, "", found.urgent, bundle, version)
        case Outcome():
            return Settled(row.id, "suppressed", row.release_at, row.why, found, False, bundle, version)
        case Hold():
            return Settled(row.id, "held", found.release_at, found.why, "", False, bundle, version)


def _chunks(claimed: Mapping[tuple[int, bool], list[int]]) -> Iterator[list[list[int]]]:
    """What was about to leave when a worker died comes last, and by itself: the worker may have
    died of it, and what is with it would pay for that again."""
    ordinary = iter([ids for (_, is_doubtful), ids in claimed.items() if not is_doubtful])
    while chunk := list(islice(ordinary, CHUNK)):
        yield chunk
    for (_, is_doubtful), ids in claimed.items():
        if is_doubtful:
            yield [ids]
