"""Whether the wall clock can be believed (quality.md, Faults)."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from notifications import clock

LEAP = 300.0

logger = logging.getLogger(__name__)

_before: dict[str, tuple[datetime, float]] = {}


def leapt(who: str) -> bool:
    """Whether the wall clock outran time itself since `who` asked last in this process: then its
    word is not taken, once. Released early cannot be taken back."""
    wall, mono = clock.now(), clock.monotonic()
    before = _before.get(who)
    _before[who] = (wall, mono)
    if before is None:
        return False
    leap = (wall - before[0]) - timedelta(seconds=mono - before[1])
    if leap.total_seconds() <= LEAP:
        return False
    logger.warning("the clock leapt %d s ahead; this %s is skipped", leap.total_seconds(), who)
    return True


def forget() -> None:
    """As if nobody had asked yet; for tests."""
    _before.clear()
