"""When the next digest of each person is due, so that a tick looks at those only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class DigestPlan(models.Model):
    """`next_at` (UTC) is a cache of what `notifications.digest.schedule` says for the person's
    schedule as of `schedule_version` and the time zone data `zone_data`; None is never. The
    first digest tells what happened after `starts_at`."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="digest_plan"
    )
    next_at = models.DateTimeField(null=True, blank=True)
    schedule_version = models.PositiveIntegerField(default=0)
    zone_data = models.CharField(max_length=12, blank=True)
    starts_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], name="digests_due", condition=models.Q(next_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.next_at}"
