"""The number beside "Inbox" in the sidebar: how many threads need a reply."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from notifications import clock
from notifications.inbox.groups import open_asks
from threads.models import Ask
from threads.queries.counts import count_in_sidebar


def connect() -> None:
    """Called once, when the app is ready."""
    count_in_sidebar("inbox", _waiting, distinct="message__thread")


def _waiting(user: User) -> QuerySet[Ask]:
    return open_asks(user, clock.now())
