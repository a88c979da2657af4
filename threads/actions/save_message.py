"""Keep a message for oneself, and let it go."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from threads.models import Message, SavedMessage
from threads.models.saved import NOTE_LENGTH


def save_message(*, user: User, message: Message, note: str = "") -> SavedMessage:
    """`message` comes from `access.message_for(user, …)`. A second time changes the note and
    keeps the place in the list."""
    saved, _made = SavedMessage.objects.update_or_create(
        user=user,
        message=message,
        defaults={"note": " ".join(note.split())[:NOTE_LENGTH]},
        create_defaults={"note": " ".join(note.split())[:NOTE_LENGTH], "saved_at": timezone.now()},
    )
    return saved


def forget_message(*, user: User, message: Message) -> None:
    """Also what one may no longer read can be forgotten."""
    SavedMessage.objects.filter(user=user, message=message).delete()
