"""The one clock of what is held and released; tests put another in its place."""

from __future__ import annotations

import time
from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, UTC."""
    return timezone.now()


def monotonic() -> float:
    """Seconds that no change of the wall clock touches."""
    return time.monotonic()
