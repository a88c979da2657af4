"""Pause what would interrupt, until a moment (product.md, Words: Focus)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.reschedule import reschedule
from accounts.models import User


def begin_focus(*, user: User, until: datetime, note: str = "") -> None:
    """`until` is aware; others see it, and the note. A focus that runs is replaced."""
    _set(user, until, note.strip()[:80])


def end_focus(*, user: User) -> None:
    """Now. What was held leaves by the hours that remain."""
    _set(user, None, "")


def _set(user: User, until: datetime | None, note: str) -> None:
    with transaction.atomic():
        user.focus_until, user.focus_note = until, note
        user.save(update_fields=["focus_until", "focus_note"])
        reschedule([user.pk])
