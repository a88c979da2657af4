"""How somebody wants to hear of things within their hours (product.md, When; Digest)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LAST_MINUTE = 1439


def every_day() -> list[int]:
    return list(range(7))


class Preference(models.Model):
    """One a person, or none as long as they want what everybody starts with.

    `batch_times` and `digest_at` are minutes after local midnight; without `digest_at` the
    digest comes with the first window of the day. `digest_days` are weekdays (0 is Monday);
    on days that are no working days none comes in any case. `email_grace` is for how many
    minutes an e-mail waits, within hours, for being read in the app.
    """

    class Mode(models.TextChoices):
        AS_THEY_COME = "as_they_come", _("As they come")
        BATCHES = "batches", _("In batches")
        DIGEST_ONLY = "digest_only", _("Only the digest")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="notification_preference",
    )
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.AS_THEY_COME)
    batch_times = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, size=6)
    digest_at = models.PositiveSmallIntegerField(null=True, blank=True)
    digest_days = ArrayField(models.PositiveSmallIntegerField(), default=every_day, blank=True, size=7)
    email_grace = models.PositiveSmallIntegerField(default=5, validators=[MaxValueValidator(60)])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode="batches") | Q(batch_times__len__gt=0), name="batches_have_times"
            ),
            models.CheckConstraint(
                condition=Q(digest_at=None) | Q(digest_at__lte=LAST_MINUTE), name="digest_at_a_time_of_day"
            ),
            models.CheckConstraint(condition=Q(email_grace__lte=60), name="email_grace_within_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.mode}"
