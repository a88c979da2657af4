"""The daily summary of one person's day (product.md, Digest)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Digest(models.Model):
    """One a person and local date. It covers what happened after `after` and up to `until`
    (UTC, half-open from below); `after` is the `until` of the one before, so that nothing is
    told twice or never (quality.md, I9). An empty one is kept and sends no mail; what a failed
    one should have told, the next one tells.

    A claimed row belongs to whoever holds `lease` until `leased_until` on the database's clock."""

    class State(models.TextChoices):
        CLAIMED = "claimed"
        SENT = "sent"
        EMPTY = "empty"
        FAILED = "failed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    local_date = models.DateField()
    after = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.CLAIMED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "local_date"], name="digest_once_a_local_date"),
            models.UniqueConstraint(fields=["user", "after"], name="digests_do_not_overlap"),
            models.CheckConstraint(condition=Q(until__gt=F("after")), name="digest_goes_forward"),
        ]
        indexes = [models.Index(fields=["leased_until"], name="digests_leased", condition=Q(state="claimed"))]

    def __str__(self) -> str:
        return f"{self.user_id} {self.local_date}"
