"""Where threads live: a public or private channel, its members, its former names."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NAME_PATTERN = r"[a-z0-9][a-z0-9_-]{0,39}"

name_is_well_formed = RegexValidator(
    rf"^{NAME_PATTERN}\Z", _("Use small letters, digits, dashes and underscores.")
)


class Channel(models.Model):
    """A purpose that threads share.

    Guests see a channel only as members; other people see every public one. A private
    channel's existence is known to its members alone (product.md, Privacy). An archived one
    can be read and no longer written to.
    """

    class Kind(models.TextChoices):
        REGULAR = "regular", _("Regular")
        ANNOUNCEMENTS = "announcements", _("Announcements")
        WATERCOOLER = "watercooler", _("Watercooler")

    name = models.CharField(_("Name"), max_length=40, validators=[name_is_well_formed])
    purpose = models.CharField(_("What it is for"), max_length=500, blank=True)
    kind = models.CharField(_("Kind"), max_length=13, choices=Kind.choices, default=Kind.REGULAR)
    is_private = models.BooleanField(_("Private"), default=False)
    for_newcomers = models.BooleanField(_("New members start in it"), default=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Responsible"),
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(is_private=False),
                name="channel_public_name_is_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(is_private=False) | models.Q(for_newcomers=False),
                name="channel_for_newcomers_is_public",
            ),
            models.CheckConstraint(
                condition=models.Q(name__regex=rf"^{NAME_PATTERN}$"),
                name="channel_name_is_well_formed",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.name}"

    def get_absolute_url(self) -> str:
        return reverse("channel", args=[self.pk, self.name])

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class ChannelName(models.Model):
    """A name that a public channel once had, so that `#old-name` in old text still leads to
    it. It ends when another public channel takes the name."""

    name = models.CharField(max_length=40, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="former_names")

    def __str__(self) -> str:
        return f"#{self.name}"


class Level(models.TextChoices):
    """What of a channel a member hears about (product.md, Who is notified)."""

    EVERY = "every", _("Every thread")
    MENTIONS = "mentions", _("Only when mentioned")
    MUTED = "muted", _("Muted")


class Membership(models.Model):
    """A person in a channel; in a private one it is also the right to read.

    Threads whose last activity is not after `caught_up_at` count as read.
    """

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.EVERY)
    joined_at = models.DateTimeField(default=timezone.now)
    caught_up_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "channel"], name="membership_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.channel_id}"
