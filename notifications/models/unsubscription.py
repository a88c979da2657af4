"""A kind of mail that somebody does not want, said by the link in one of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Unsubscription(models.Model):
    """As long as the row is there, no mail of `kind` goes to the person; the app tells all the
    same. Mails about the account itself know no unsubscription."""

    class Kind(models.TextChoices):
        BUNDLE = "bundle", _("Notifications by mail")
        DIGEST = "digest", _("The daily digest")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsubscriptions"
    )
    kind = models.CharField(max_length=6, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="unsubscribed_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.user_id} without {self.kind}"
