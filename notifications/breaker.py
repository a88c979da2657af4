"""Stops trying a server that is down, and tries again by and by. Kept in Postgres, so that it
holds for every worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import F

from notifications.models import Breaker

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=5)

logger = logging.getLogger(__name__)


def shut(now: datetime) -> set[str]:
    """The transports that are not to be tried at `now`."""
    return set(Breaker.objects.filter(open_until__gt=now).values_list("transport", flat=True))


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


def has_tripped(transport: str) -> bool:
    """Whether it failed the last time, also when its pause is over."""
    return Breaker.objects.filter(pk=transport).exists()


def reset(transport: str) -> None:
    """It works."""
    if Breaker.objects.filter(pk=transport).delete()[0]:
        logger.warning("%s works again", transport)
