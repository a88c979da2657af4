"""The sign of life of the worker and of beat: a file that each touches every few seconds.

The supervisor waits until it appears; a container's health check looks at its age
(config.stack.healthy). Asking over Redis instead would start a Celery for every look, and
call a healthy worker sick while Redis restarts.
"""

from pathlib import Path
from typing import Any

from celery.signals import worker_ready

from config import env

EVERY = 10.0


@worker_ready.connect
def worker_is_ready(sender: Any, **_: object) -> None:
    """`sender` is the consumer; its timer runs in the loop that also fetches tasks."""
    touch()
    sender.timer.call_repeatedly(EVERY, touch)


def touch() -> None:
    if path := env.text("BOBBIN_READY_FILE"):
        Path(path).touch()
