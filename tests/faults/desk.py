"""Processes of their own that work on this test run's database, to be let die."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from urllib.parse import quote

from django.db import connection

from notifications.crash import VARIABLE

SWEEP = """
import sys
from datetime import datetime
import django
django.setup()
from django.utils.module_loading import import_string
print(import_string(sys.argv[2])(datetime.fromisoformat(sys.argv[1])))
"""


def sweep_in_another_process(
    now: datetime, *, mail_port: int, crash_at: str = "", sweep: str = "notifications.outbox.sweep"
) -> int:
    """Its exit code; 86 when it died at the labelled place."""
    facts = connection.settings_dict
    host, user, password = (quote(str(facts[name]), safe="") for name in ("HOST", "USER", "PASSWORD"))
    env = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{user}:{password}@/{facts['NAME']}?host={host}",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}?tls=none",
        VARIABLE: crash_at,
    }
    done = subprocess.run(
        [sys.executable, "-c", SWEEP, now.isoformat(), sweep],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode not in (0, 86):
        raise AssertionError(done.stderr)
    return done.returncode
