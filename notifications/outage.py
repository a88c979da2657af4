"""Postgres goes away, restarts, or picks us as the victim of a deadlock: what must be written is
written when it answers again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

# No statement is to blame for these: connection lost, deadlock, could not be serialized.
OUTAGE = (OperationalError, InterfaceError)
PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
# Well within a lease, so that nobody else has begun the same.
LONGEST = 60.0

T = TypeVar("T")

logger = logging.getLogger(__name__)


def insist(write: Callable[[], T]) -> T:
    """What `write` returns; it is one statement, or a transaction of its own, that may be done
    twice. Within a transaction it is tried once: that is lost as a whole."""
    deadline, tries = time.monotonic() + LONGEST, 0
    while True:
        try:
            return write()
        except OUTAGE as error:
            if connection.in_atomic_block or time.monotonic() > deadline:
                raise
            logger.warning("Postgres did not take it, tried again: %s", str(error).strip())
            connection.close()
            time.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1
