"""Where a part of a list ends, as a short text for an address: a moment and an id."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEY = re.compile(r"(never|[0-9]{1,17})-([0-9]{1,18})")


class Key(NamedTuple):
    """`at` None is never, which comes after every moment."""

    at: datetime | None
    pk: int


def written(key: Key) -> str:
    moment = "never" if key.at is None else str((key.at - _EPOCH) // _MICROSECOND)
    return f"{moment}-{key.pk}"


def read(text: str) -> Key | None:
    """None for what is no key."""
    found = _KEY.fullmatch(text)
    if not found:
        return None
    at = None if found[1] == "never" else _EPOCH + int(found[1]) * _MICROSECOND
    return Key(at, int(found[2]))
