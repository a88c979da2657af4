"""The number beside "Inbox" in the sidebar: how many threads need a reply."""

from __future__ import annotations

from notifications.inbox.groups import open_asks
from threads.queries.counts import count_in_sidebar


def connect() -> None:
    """Called once, when the app is ready."""
    count_in_sidebar("inbox", open_asks, distinct="message__thread")
