"""The response times that an admin set (product.md, Norms and asks)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from threads.models.channel import Channel
from threads.models.urgency import Urgency


class ResponseNorm(models.Model):
    """The rule of one urgency: the organization's where `channel` is None, else that channel's.

    `kind` and `amount` are those of `threads.norms.Norm`. Without a row the defaults of
    `threads.norms.DEFAULTS` hold. A change is for asks that are opened from then on.
    """

    class Kind(models.TextChoices):
        NO_REPLY = "no_reply", _("No reply expected")
        WORKING_HOURS = "working_hours", _("Within working hours")
        WORKING_DAYS = "working_days", _("By the end of a working day")
        HOURS = "hours", _("Within hours by the clock")

    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, null=True, blank=True, related_name="norms"
    )
    urgency = models.CharField(max_length=7, choices=Urgency.choices)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    amount = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "urgency"], name="norm_once_a_place", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~models.Q(urgency=Urgency.NONE) | models.Q(kind="no_reply"),
                name="norm_of_none_expects_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.urgency}: {self.kind} {self.amount}"


class UrgentPolicy(models.Model):
    """Limits of the urgent path; one row for the organization (`channel` None), and one for
    each channel that switched it off."""

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, null=True, blank=True, related_name="urgent_policy"
    )
    is_allowed = models.BooleanField(default=True)
    most_people = models.PositiveSmallIntegerField(default=5)
    most_a_day = models.PositiveSmallIntegerField(default=3)
    repeats = models.PositiveSmallIntegerField(default=3)
    repeat_minutes = models.PositiveSmallIntegerField(default=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel"], name="urgent_policy_once_a_place", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return "urgent" if self.is_allowed else "urgent off"
