"""How far somebody has read a thread, and whether they follow it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from threads.models.thread import Thread


class ReadMark(models.Model):
    """Everything up to message `number` is read; 0 is nothing.

    `following` None means that nothing was said: the channel's level decides. `read_at` is
    when the mark last moved forward, for "New since your last visit, Friday 09:05"; it is
    shown to its owner alone.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    number = models.PositiveIntegerField(default=0)
    following = models.BooleanField(null=True)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "thread"], name="read_mark_once_a_person")]
        indexes = [
            models.Index(
                fields=["thread"],
                name="followers_of_thread",
                condition=models.Q(following=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.thread_id}#{self.number}"
