"""Somebody's mail server refuses what we send them; they and the admins are told."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class MailTrouble(models.Model):
    """While the row is there, mail to `email` was refused for good the last time. It ends with
    the next mail that is taken, or when the person changes the address. `answer` is what the
    server said."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_trouble"
    )
    email = models.EmailField(max_length=254)
    answer = models.CharField(max_length=200)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    refusals = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.email}: {self.answer}"
