"""Remembers when what is due was last looked for: a worker that does nothing looks like one that
has nothing to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

RELEASE, DIGESTS = "release", "digests"
# Ten ticks are due in so long (config.schedule).
LATE = timedelta(minutes=1)

_NOTE = """
INSERT INTO notifications_sweep (name, at) VALUES (%s, clock_timestamp())
ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at
"""
_READ = "SELECT name, at, clock_timestamp() - at FROM notifications_sweep"


@dataclass(frozen=True, slots=True)
class Last:
    """`at` is aware; None where none has ended yet."""

    at: datetime | None
    is_late: bool


def note(name: str) -> None:
    """One of that kind ended well."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [name])


def last_sweeps() -> dict[str, Last]:
    """By name, both. A clock that has been put back since makes none late."""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        found = {name: Last(at, age > LATE) for name, at, age in cursor.fetchall()}
    return {name: found.get(name, Last(None, True)) for name in (RELEASE, DIGESTS)}
