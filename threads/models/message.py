"""What is said: numbered markdown, its former texts, whom it mentions."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from threads.markdown import MAX_LENGTH
from threads.models.thread import Thread
from threads.models.urgency import Urgency


class Message(models.Model):
    """`number` runs 1, 2, 3 … within the thread without gaps; a deleted message keeps its
    number and loses its text.

    `client_id` is made by the writer's browser, so that a retry makes no second message; it
    is also the element's id on the page. `html` is `source` rendered by version
    `renderer_version` of `threads.markdown` and is the same for every reader.
    `change_seq` is the thread's sequence at this message's last visible change. An urgent
    message tells in `urgent_reason` why it cannot wait, until it is deleted.
    """

    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    source = models.TextField(max_length=MAX_LENGTH)
    html = models.TextField()
    renderer_version = models.PositiveSmallIntegerField()
    urgency = models.CharField(max_length=7, choices=Urgency.choices, default=Urgency.NONE)
    urgent_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    change_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="message_number_once_a_thread"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="message_numbers_begin_at_one"),
            models.CheckConstraint(
                condition=models.Q(deleted_at=None) | models.Q(source="", html=""),
                name="message_deleted_keeps_no_text",
            ),
            models.CheckConstraint(
                condition=~models.Q(urgency="urgent")
                | ~models.Q(urgent_reason="")
                | models.Q(deleted_at__isnull=False),
                name="message_urgent_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "change_seq"], name="message_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.thread.get_absolute_url()}#m{self.number}"

    def get_short_url(self) -> str:
        """The address without the title; needs no thread row."""
        return f"{reverse('thread', args=[self.thread_id])}#m{self.number}"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class Revision(models.Model):
    """The text that a message had until `editor` replaced it at `replaced_at`."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="revisions")
    source = models.TextField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.message_id} until {self.replaced_at:%Y-%m-%d %H:%M}"


class Mention(models.Model):
    """A message names a person who could read it when it was written."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "message"], name="mention_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.message_id}"
