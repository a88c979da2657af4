"""A message that somebody keeps for themselves, with a note of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from threads.models.message import Message

NOTE_LENGTH = 500


class SavedMessage(models.Model):
    """Nobody but `user` ever sees that it is saved, or the note."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_messages"
    )
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="saved_by")
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "message"], name="saved_once_a_person")]
        indexes = [models.Index(fields=["user", "-saved_at", "-id"], name="saved_of_person")]

    def __str__(self) -> str:
        return f"{self.message_id} for {self.user_id}"
