"""Something that one person has agreed to do; it lives under the message that holds it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from threads.models.message import Message

TEXT_LENGTH = 200


class ActionItem(models.Model):
    """`due_at` is UTC, None for "when you can". Whoever reads the thread sees it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="action_items")
    text = models.CharField(max_length=TEXT_LENGTH)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="action_items")
    due_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="action_item_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(done_by=None), name="action_item_done_has_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_at"], name="open_items_of_person", condition=Q(done_at=None)),
            models.Index(
                fields=["owner", "-done_at"],
                name="done_items_of_person",
                condition=Q(done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.text[:40]}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
