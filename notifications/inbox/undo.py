"""What a Done or a Snooze can be taken back by: how everything was before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils.dateparse import parse_datetime

from accounts.models import User

OFFERED_FOR = timedelta(seconds=10)
# A page without scripts takes its time.
TAKEN_FOR = timedelta(minutes=2)

_SALT = "notifications.inbox.undo"
_MOMENTS = ("done_at", "snoozed_at", "snoozed_until", "caught_up_at", "at")


@dataclass(frozen=True)
class Before:
    """One thread as it was. `at` is when it was changed; a thread that was changed again since
    stays as it is. `read` is how far the person had read and
    `seen` how far by being done with it (None for a snooze); `caught_up_at` is the
    membership's."""

    thread: int
    at: datetime
    done_number: int | None = None
    done_at: datetime | None = None
    snoozed_number: int | None = None
    snoozed_at: datetime | None = None
    snoozed_until: datetime | None = None
    read: int = 0
    seen: int | None = None
    caught_up_at: datetime | None = None


def token_of(user: User, changed: Sequence[Before]) -> str:
    """Only `user` can use it, for TAKEN_FOR."""
    rows = [{key: _plain(value) for key, value in asdict(one).items()} for one in changed]
    return signing.dumps([user.pk, rows], salt=_SALT, compress=True)


def read_token(user: User, token: str) -> list[Before]:
    """Raises signing.BadSignature for what is none of `user`'s or too old."""
    owner, rows = signing.loads(token, salt=_SALT, max_age=TAKEN_FOR)
    if owner != user.pk:
        raise signing.BadSignature
    return [Before(**{key: _read(key, value) for key, value in row.items()}) for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _read(key: str, value: Any) -> Any:
    return parse_datetime(value) if key in _MOMENTS and value else value
