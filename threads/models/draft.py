"""What somebody has begun to write and not sent."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from threads.models.channel import Channel
from threads.models.thread import TITLE_LENGTH, Thread


class Draft(models.Model):
    """A reply's draft has a thread; a new thread's draft has a channel, or people, or neither.

    `people` are the ids, sorted, of those whom a direct thread is to be among; `kind` is a
    new thread's. One a person and place. `version` grows with each save, so that a second device that
    saves an older one is told instead of overwriting.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    people = ArrayField(models.BigIntegerField(), default=list, blank=True)
    kind = models.CharField(max_length=12, choices=Thread.Kind.choices, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "thread", "channel", "people"],
                name="draft_once_a_place",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(thread=None, channel=None)
                | (models.Q(thread=None) | models.Q(channel=None)) & models.Q(people=[]),
                name="draft_has_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.title or self.text[:40]}"
