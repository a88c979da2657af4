"""What changed about how people want to be notified and what they did with what they were
notified of; sent inside the transaction."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.events import Event


@dataclass(frozen=True)
class PreferencesChanged:
    """Their mode, times or grace. Their schedule version has grown with it."""

    user_id: int


@dataclass(frozen=True)
class InboxChanged:
    """They were done with something in it, snoozed it or brought it back."""

    user_id: int


preferences_changed: Event[PreferencesChanged] = Event()
inbox_changed: Event[InboxChanged] = Event()
