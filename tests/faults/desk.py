"""Processes of their own that work on this test run's database, to be let die; and work at one moment."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.db import connection

from notifications.crash import CRASHED, VARIABLE


def sweep_in_another_process(
    now: datetime,
    *,
    mail_port: int,
    crash_at: str = "",
    sweep: str = "notifications.outbox.sweep",
    deadly: str = "",
) -> int:
    """Its exit code; CRASHED when it died at the labelled place, or over the mail for `deadly`."""
    process = _mortal()
    assert process.stdin
    assert process.stdout
    order = {
        "env": {VARIABLE: crash_at},
        "database": connection.settings_dict["NAME"],
        "mail_port": mail_port,
        "now": now.isoformat(),
        "sweep": sweep,
        "deadly": deadly,
    }
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    code = int(process.stdout.readline())
    if code not in (0, CRASHED):
        raise AssertionError(f"the other process ended with {code}; its words are above")
    return code


@cache
def _mortal() -> subprocess.Popen[str]:
    """Started once; it knows Postgres by the variables of this test run."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.mortal"],
        env={**os.environ, "EMAIL_URL": "smtp://127.0.0.1:1?tls=none"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.kill)
    return process


def at_once(work: Callable[[], int], workers: int = 3) -> list[int]:
    """What `work` answers in each of so many threads, which begin it at one moment."""
    barrier = threading.Barrier(workers)
    answers: list[int] = []

    def begin() -> None:
        barrier.wait()
        answers.append(work())
        connection.close()

    threads = [threading.Thread(target=begin) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
