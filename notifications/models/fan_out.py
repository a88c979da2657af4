"""A message whose notifications a worker still has to write: it has too many recipients."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from threads.models import Message


class FanOut(models.Model):
    """Written in the transaction of the message (quality.md, I1). Recipients with ids up to
    `done_until` have their rows; `finished_at` is set after the last."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="fan_out")
    done_until = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], name="fan_outs_open", condition=models.Q(finished_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.message_id} until {self.done_until}"
