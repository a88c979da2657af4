"""Tells open pages that something urgent was asked of somebody, or is no more."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from threads import events
from threads.carrier import Audience, Frame, publish
from threads.models import Ask, Urgency
from threads.watching import user_group

URGENT = {"type": "urgent"}


def connect() -> None:
    """Called once, when the app is ready."""
    events.asks_opened.connect(_opened, uid="live-urgent")
    events.asks_closed.connect(_closed, uid="live-urgent")


def _opened(event: events.AsksOpened) -> None:
    _tell(event.asks)


def _closed(event: events.AsksClosed) -> None:
    _tell(event.asks)


def _tell(asks: Iterable[Ask]) -> None:
    """To each person alone; the page asks for the rest with their own rights."""
    people = {ask.person_id for ask in asks if ask.urgency == Urgency.URGENT}
    if not people:
        return
    parcels = [
        Frame.of([user_group(person)], Audience(False, (person,)), URGENT) for person in sorted(people)
    ]
    transaction.on_commit(lambda: publish(*parcels), robust=True)
