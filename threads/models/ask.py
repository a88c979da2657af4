"""One person expected to answer one message (product.md, Norms and asks)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from threads.models.message import Message
from threads.models.norm import ResponseNorm
from threads.models.urgency import Urgency


class Ask(models.Model):
    """`due_at` is UTC, counted in the person's working time from `seen_from`, the moment they
    may first see the message; None where no working time comes. `promised_at` is what they
    said themselves and then counts instead. `norm_kind` and `norm_amount` are the rule as it
    was when the ask was opened. `is_due_as_given` says that whoever asked gave `due_at`
    themselves, so that no change of hours moves it.

    An ask that was handed over is closed; `handed_to` is the one that took its place.
    """

    class State(models.TextChoices):
        OPEN = "open"
        PROMISED = "promised"
        ANSWERED = "answered"
        ACKNOWLEDGED = "acknowledged"
        DECLINED = "declined"
        HANDED_OVER = "handed_over"
        WITHDRAWN = "withdrawn"

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="asks")
    urgency = models.CharField(max_length=7, choices=Urgency.choices)
    norm_kind = models.CharField(max_length=13, choices=ResponseNorm.Kind.choices)
    norm_amount = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_from = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    is_due_as_given = models.BooleanField(default=False, db_default=False)
    promised_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    handed_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="handed_from"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="ask_once_a_person"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "promised"], closed_at=None)
                | (~Q(state__in=["open", "promised"]) & Q(closed_at__isnull=False)),
                name="ask_closed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="promised") | Q(promised_at__isnull=False),
                name="ask_promised_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(urgency="none"), name="ask_wants_an_answer"),
        ]
        indexes = [
            models.Index(fields=["person", "due_at"], name="asks_of_person", condition=Q(closed_at=None)),
            models.Index(
                F("due_at"),
                name="asks_to_remind",
                condition=Q(closed_at=None, reminded_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.message_id}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
