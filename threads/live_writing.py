"""Tells somebody's own open pages what they wrote elsewhere: drafts, and what goes out later."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from threads import events, frames
from threads.carrier import Audience, Frame, publish
from threads.watching import user_group


def connect() -> None:
    """Called once, when the app is ready."""
    events.draft_changed.connect(_draft_changed, uid="live_writing")
    events.scheduled_changed.connect(_scheduled_changed, uid="live_writing")


def _draft_changed(event: events.DraftChanged) -> None:
    """Without the text: a page asks for what it shows."""
    _tell(event.user_id, {"type": "draft", "thread": event.thread_id, "version": event.version})


def _scheduled_changed(event: events.ScheduledChanged) -> None:
    """The sidebar counts what could not be sent."""
    _tell(event.user_id, {"type": "scheduled"}, frames.SIDEBAR)


def _tell(user_id: int, *payloads: dict[str, Any]) -> None:
    mine = Audience(False, (user_id,))
    parcels = [Frame.of([user_group(user_id)], mine, payload) for payload in payloads]
    transaction.on_commit(lambda: publish(*parcels), robust=True)
