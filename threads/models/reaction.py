"""Emoji reactions: acknowledgements that interrupt nobody (F5)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from threads.models.message import Message

EMOJI_LENGTH = 40


class Reaction(models.Model):
    """`emoji` is one Unicode emoji, or `:name:` of a CustomEmoji."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions")
    emoji = models.CharField(max_length=EMOJI_LENGTH)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["message", "user", "emoji"], name="reaction_once_a_person")
        ]

    def __str__(self) -> str:
        return self.emoji


class CustomEmoji(models.Model):
    """An image that an admin uploaded, written `:name:`."""

    name = models.CharField(max_length=30, unique=True)
    image = models.ImageField(upload_to="emoji/")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"^[a-z0-9_-]{2,30}$"),
                name="emoji_name_is_well_formed",
            )
        ]

    def __str__(self) -> str:
        return f":{self.name}:"

    def get_absolute_url(self) -> str:
        return reverse("custom-emoji-image", args=[self.name])
