"""What somebody did with the threads of their inbox (product.md, Words: Inbox).

What needs them is never stored: it follows from asks, mentions and read marks. Stored is only
what they set aside.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from threads.models import Thread


class Triage(models.Model):
    """Everything in the thread up to message `done_number` is done; what comes after is not.

    Snoozed at `snoozed_at`, when `snoozed_number` was the newest message, until `snoozed_until`
    (UTC, within the person's hours). Whoever is addressed meanwhile has it back at once. A
    thread that came back stays until it is done or snoozed again, or they write in it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="triage")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="triage")
    done_number = models.PositiveIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    snoozed_number = models.PositiveIntegerField(null=True, blank=True)
    snoozed_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "thread"], name="triage_once_a_person"),
            models.CheckConstraint(
                condition=Q(done_number=None, done_at=None)
                | Q(done_number__isnull=False, done_at__isnull=False),
                name="triage_done_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_number=None, snoozed_at=None, snoozed_until=None)
                | Q(snoozed_number__isnull=False, snoozed_at__isnull=False, snoozed_until__isnull=False),
                name="triage_snooze_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "done_at"], name="triage_done", condition=Q(done_at__isnull=False)),
            models.Index(
                fields=["user", "snoozed_until"],
                name="triage_snoozed",
                condition=Q(snoozed_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.thread_id}"


class InboxMark(models.Model):
    """How far somebody has seen what stands above the groups: acknowledgements of what they
    wrote up to `acknowledged_at`, and the brief about the leave that ended on `brief_closed`
    (a local date)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="inbox_mark"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    brief_closed = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.user_id)
