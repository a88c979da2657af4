"""One notification on one transport, from held to its end (quality.md, Faults)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from notifications.models.notification import Notification


class Delivery(models.Model):
    """`release_at` (UTC) is a cache of what `notifications.hold` says for the person's
    schedule as of `schedule_version` and the time zone data `zone_data`; None waits for the
    digest or for hours that never come. `why` tells which. `outcome` tells why it was
    suppressed or failed.

    `round` 0 is the first time; an urgent one that is not answered is repeated in rounds 1, 2, …

    A claimed row belongs to whoever holds `lease` until `leased_until` on the database's
    clock; only that holder may finish it. `bundle` is the one mail or push that it left in.
    """

    class Transport(models.TextChoices):
        EMAIL = "email"
        WEB_PUSH = "web_push"
        WEBHOOK = "webhook"

    class State(models.TextChoices):
        HELD = "held"
        CLAIMED = "claimed"
        SENT = "sent"
        SUPPRESSED = "suppressed"
        FAILED = "failed"

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries"
    )
    transport = models.CharField(max_length=8, choices=Transport.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    round = models.PositiveSmallIntegerField(default=0)
    urgent = models.BooleanField(default=False)
    release_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=12)
    schedule_version = models.PositiveIntegerField(default=0)
    zone_data = models.CharField(max_length=12, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    bundle = models.UUIDField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "transport", "round"], name="delivery_once_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(lease__isnull=False, leased_until__isnull=False),
                name="delivery_claimed_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="claimed") | Q(lease=None), name="delivery_leased_is_claimed"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["held", "claimed"], ended_at=None)
                | (~Q(state__in=["held", "claimed"]) & Q(ended_at__isnull=False)),
                name="delivery_ended_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["release_at"], name="deliveries_due", condition=Q(state="held")),
            models.Index(fields=["leased_until"], name="deliveries_leased", condition=Q(state="claimed")),
            models.Index(
                fields=["recipient", "release_at"],
                name="deliveries_waiting",
                condition=Q(state__in=["held", "claimed"]),
            ),
            models.Index(
                fields=["ended_at"], name="deliveries_to_repeat", condition=Q(state="sent", urgent=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transport} to {self.recipient_id}: {self.state}"
