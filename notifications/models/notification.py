"""One reason why one person should hear of one message (product.md, Words)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from threads.models import Message


class Notification(models.Model):
    """One a message a person, with the strongest reason; `Reason` is in order of strength. A
    reminder that an answer is due is one of its own."""

    class Reason(models.TextChoices):
        ASK = "ask"
        MENTION = "mention"
        DIRECT = "direct"
        FOLLOWED = "followed"
        NEW_THREAD = "new_thread"
        REMINDER = "reminder"
        CHECK_IN = "check_in"

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="notifications")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "message"],
                condition=~models.Q(reason="reminder"),
                name="notification_once_a_message",
            ),
            models.UniqueConstraint(
                fields=["recipient", "message"],
                condition=models.Q(reason="reminder"),
                name="reminder_once_a_message",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} for {self.recipient_id}"
