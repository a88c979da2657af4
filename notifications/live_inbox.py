"""Tells somebody's own open pages that their inbox changed; each asks for it with their rights.

Asks, new messages and reading are told by `threads` already."""

from __future__ import annotations

from django.db import transaction

from notifications import events
from threads.carrier import Audience, Frame, publish
from threads.events import ReactionChanged, reaction_changed
from threads.watching import user_group

INBOX = {"type": "inbox"}


def connect() -> None:
    """Called once, when the app is ready."""
    events.inbox_changed.connect(_inbox_changed, uid="live-inbox")
    reaction_changed.connect(_reaction_changed, uid="live-inbox")


def _inbox_changed(event: events.InboxChanged) -> None:
    _tell(event.user_id)


def _reaction_changed(event: ReactionChanged) -> None:
    """An acknowledgement of what somebody wrote; and who mentions somebody may be reacted to."""
    _tell(event.message.author_id)
    _tell(event.user.pk)


def _tell(user_id: int) -> None:
    frame = Frame.of([user_group(user_id)], Audience(False, (user_id,)), INBOX)
    transaction.on_commit(lambda: publish(frame), robust=True)
