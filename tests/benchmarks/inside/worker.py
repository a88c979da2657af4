"""As many at once as a worker does."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.db import connection


def until_done(work: Callable[[], int]) -> dict[str, Any]:
    """Calls `work` in each thread of a worker until it finds nothing more: how many it did, in
    how many seconds of the wall and of this process."""
    threads: int = settings.CELERY_WORKER_CONCURRENCY

    def run(_: int) -> int:
        done = 0
        while more := work():
            done += more
        connection.close()
        return done

    began, used = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        done = sum(pool.map(run, range(threads)))
    return {
        "done": done,
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - used,
        "threads": threads,
    }
