"""What changed about how people want to be notified; sent inside the transaction."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.events import Event


@dataclass(frozen=True)
class PreferencesChanged:
    """Their mode, times or grace. Their schedule version has grown with it."""

    user_id: int


preferences_changed: Event[PreferencesChanged] = Event()
