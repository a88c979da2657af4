"""The pool of connections to Postgres, made to find it again soon.

psycopg's pool doubles its wait after each failure, from a second to minutes: Postgres was long
back, and pages still failed. And whoever meets several dead connections in the pool, one after
the other, waits as long between them.
"""

import logging
from time import monotonic
from typing import Any

from psycopg_pool import base

# Seconds; each wait is so much longer than the one before.
FIRST_WAIT, LONGER = 0.05, 1.1
# Then the connection is given up; the next request begins anew.
GIVE_UP = 10.0
# A request waits so long for a connection: that rides out a restart of Postgres.
PATIENCE = 5.0


def options(size: int) -> dict[str, Any]:
    """For `OPTIONS["pool"]`; at most `size` connections a process."""
    base.AttemptWithBackoff.INITIAL_DELAY = FIRST_WAIT
    base.AttemptWithBackoff.DELAY_BACKOFF = LONGER
    return {"min_size": 1, "max_size": size, "timeout": PATIENCE, "reconnect_timeout": GIVE_UP}


class Sometimes(logging.Filter):
    """What every connection says about the same failure is said once in a while."""

    WHILE = 5.0

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        now, words = monotonic(), str(record.msg)
        if now - self.said.get(words, -self.WHILE) < self.WHILE:
            return False
        self.said[words] = now
        return True
