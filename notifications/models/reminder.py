"""What somebody asked to be reminded of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from threads.models import Message

NOTE_LENGTH = 200


class Reminder(models.Model):
    """`at` (UTC) lies within the person's working time; once it came, `told_at` says so, and a
    notification carries the rest. At most one waits per person and message. A reminder that is
    cancelled is deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reminders")
    at = models.DateTimeField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "message"], condition=Q(told_at=None), name="own_reminder_once_a_message"
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="own_reminders_due", condition=Q(told_at=None)),
            models.Index(fields=["user", "-at"], name="own_reminders_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.message_id} at {self.at:%Y-%m-%d %H:%M}"
