"""Stops trying a server that is down, and tries again by and by. Kept in Postgres, so that it
holds for every worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db.models import F

from notifications.models import Breaker

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=5)

logger = logging.getLogger(__name__)


class State(Enum):
    WORKS = auto()
    SHUT = auto()
    ON_TRIAL = auto()


def state(transport: str, now: datetime) -> State:
    """Whether it may be tried at `now`; ON_TRIAL after a failure whose pause is over."""
    row = Breaker.objects.filter(pk=transport).first()
    if row is None:
        return State.WORKS
    return State.SHUT if _is_shut(row, now) else State.ON_TRIAL


def shut(now: datetime) -> set[str]:
    """The transports that are not to be tried at `now`."""
    return {row.transport for row in Breaker.objects.all() if _is_shut(row, now)}


def trip(transport: str, reason: str, now: datetime) -> None:
    """It failed as a whole: twice as long a pause each time in a row."""
    reason = reason[:200]
    row, is_new = Breaker.objects.get_or_create(
        transport=transport, defaults={"since": now, "open_until": now, "reason": reason}
    )
    pause = min(FIRST_PAUSE * 2 ** min(row.failures, 10), LONGEST_PAUSE)
    Breaker.objects.filter(pk=row.pk).update(
        failures=F("failures") + 1, open_until=now + pause, reason=reason
    )
    log = logger.error if is_new else logger.warning
    log("%s does not work, tried again in %d s: %s", transport, pause.total_seconds(), reason)


def reset(transport: str) -> None:
    """It works."""
    if Breaker.objects.filter(pk=transport).delete()[0]:
        logger.warning("%s works again", transport)


def _is_shut(row: Breaker, now: datetime) -> bool:
    """A pause that ends later than any can was begun by a clock that has been put back since."""
    return now < row.open_until <= now + LONGEST_PAUSE
