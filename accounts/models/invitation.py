"""An invitation: a link that lets somebody in (F2)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.user import Role


class Invitation(models.Model):
    """Stored as the SHA-256 of its secret; the secret itself is only in the link.

    With an `email` it is for that address alone, works once and makes an account. Without
    one it is a link for whoever holds it: they say their address, and a personal invitation
    goes there, with `link` naming where it came from; so every account's address is proven.
    `max_uses` None means any number of uses; a link counts one when an account was made.

    It works only while its maker may still invite (checked on use). Without a maker it was
    asked for from an allowed e-mail domain and works while that domain is allowed.
    """

    secret_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
    )
    link = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="personal")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    max_uses = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(role=Role.OWNER), name="invitation_makes_no_owner"),
            models.CheckConstraint(
                condition=models.Q(max_uses=None) | models.Q(uses__lte=models.F("max_uses")),
                name="invitation_is_not_overused",
            ),
            models.CheckConstraint(
                condition=models.Q(email="") | models.Q(max_uses=1),
                name="invitation_by_email_works_once",
            ),
            models.CheckConstraint(
                condition=models.Q(created_by__isnull=False)
                | (~models.Q(email="") & models.Q(role=Role.MEMBER)),
                name="invitation_without_maker_is_a_members",
            ),
            models.CheckConstraint(
                condition=models.Q(link=None) | ~models.Q(email=""),
                name="invitation_from_a_link_is_personal",
            ),
        ]

    def __str__(self) -> str:
        return self.email or f"{self.role} link"

    @staticmethod
    def hash_of(secret: str) -> str:
        """The secret has 256 random bits, so that a plain hash is as good as a slow one."""
        return hashlib.sha256(secret.encode()).hexdigest()

    def is_usable(self, at: datetime) -> bool:
        """Whether it may still be used at `at`; the maker's right is checked by the action."""
        used_up = self.max_uses is not None and self.uses >= self.max_uses
        return self.revoked_at is None and at < self.expires_at and not used_up
