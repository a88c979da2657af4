"""Tells whoever is asked, in their own open pages, that what is asked of them changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from threads import events
from threads.carrier import Audience, Frame, publish
from threads.models import Ask
from threads.watching import user_group


def connect() -> None:
    """Called once, when the app is ready."""
    events.asks_opened.connect(_changed, uid="live_asks")
    events.asks_closed.connect(_changed, uid="live_asks")
    events.ask_promised.connect(_promised, uid="live_asks")


def _changed(event: events.AsksOpened | events.AsksClosed) -> None:
    _tell(event.asks)


def _promised(event: events.AskPromised) -> None:
    _tell([event.ask])


def _tell(asks: Iterable[Ask]) -> None:
    frames = [
        Frame.of(
            [user_group(ask.person_id)],
            Audience(False, (ask.person_id,)),
            {"type": "asks", "thread": ask.message.thread_id},
        )
        for ask in asks
    ]
    transaction.on_commit(lambda: publish(*frames), robust=True)
