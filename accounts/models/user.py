"""Somebody with an account: a member, a guest, an admin or an owner."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import free_handle, hue_of, initials_of

HANDLE_PATTERN = r"[a-z0-9][a-z0-9._-]{0,29}"


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    MEMBER = "member", _("Member")
    GUEST = "guest", _("Guest")


class Theme(models.TextChoices):
    SYSTEM = "system", _("As this device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


def avatar_path(user: User, filename: str) -> str:
    """A new name for each picture, so that its address may be cached for ever; what the
    uploader called the file is dropped."""
    return f"avatars/{secrets.token_hex(8)}.webp"


class Accounts(BaseUserManager["User"]):
    """Makes users; e-mail and handle are stored in lower case."""

    def create_user(
        self,
        email: str,
        password: str | None = None,
        *,
        name: str,
        handle: str | None = None,
        **fields: Any,
    ) -> User:
        """A saved user. Without a password nobody can sign in with one. Without a handle a
        free one is made from the name."""
        user = self.model(
            email=email.strip().lower(),
            name=name.strip(),
            handle=handle or free_handle(name, self._is_taken),
            **fields,
        )
        user.hue = fields.get("hue") or hue_of(user.email)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())

    def _is_taken(self, handle: str) -> bool:
        return self.filter(handle=handle).exists()


class User(AbstractBaseUser):
    """A person. `time_zone` is an IANA name; `city` is what colleagues read beside it.

    `holiday_region` names the calendar of their public holidays ("US-CO", accounts/regions.py),
    empty for none. Until `focus_until` they paused what would interrupt them; others read
    `focus_note`. `schedule_version` grows in every transaction that changes when they may be
    reached: hours, zone, leave, holidays, focus, the organization's default hours for whoever
    declared none, and their wishes for notifications.

    A deactivated user keeps all rows ("keeps what was written") and cannot sign in.
    """

    email = models.EmailField(_("E-mail"), max_length=254)
    handle = models.CharField(
        _("Handle"),
        max_length=30,
        validators=[
            RegexValidator(
                rf"^{HANDLE_PATTERN}\Z",
                _("Use small letters, digits, dots, dashes and underscores."),
            )
        ],
    )
    name = models.CharField(_("Name"), max_length=80)
    title = models.CharField(_("Title"), max_length=80, blank=True)
    pronouns = models.CharField(_("Pronouns"), max_length=40, blank=True)
    said_like = models.CharField(_("Said like"), max_length=80, blank=True)
    city = models.CharField(_("City"), max_length=60, blank=True)
    ask_about = models.CharField(_("Good to ask me about"), max_length=200, blank=True)
    way_of_working = models.TextField(_("How I like to work"), max_length=1000, blank=True)
    avatar = models.FileField(upload_to=avatar_path, blank=True)
    hue = models.PositiveSmallIntegerField(default=6)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="UTC")
    follows_device = models.BooleanField(_("Follow my device’s time zone when I travel"), default=True)
    holiday_region = models.CharField(max_length=24, blank=True)
    focus_until = models.DateTimeField(null=True, blank=True)
    focus_note = models.CharField(max_length=80, blank=True)
    schedule_version = models.PositiveIntegerField(default=0, editable=False)
    locale = models.CharField(_("Language"), max_length=16, default="en")
    theme = models.CharField(_("Theme"), max_length=6, choices=Theme.choices, default=Theme.SYSTEM)
    shortcuts = models.BooleanField(_("Single-letter shortcuts"), default=True)
    role = models.CharField(_("Role"), max_length=6, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    onboarded_at = models.DateTimeField(null=True, blank=True)
    password_set_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Accounts] = Accounts()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique"),
            models.UniqueConstraint(fields=["handle"], name="user_handle_is_unique"),
            models.CheckConstraint(
                condition=models.Q(handle__regex=rf"^{HANDLE_PATTERN}$"),
                name="user_handle_is_well_formed",
            ),
            models.CheckConstraint(
                condition=models.Q(hue__gte=1, hue__lte=8), name="user_hue_is_one_to_eight"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True, deactivated_at=None)
                | models.Q(is_active=False, deactivated_at__isnull=False),
                name="user_deactivation_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_set_at = timezone.now() if raw_password else None

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.handle])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.handle

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def place(self) -> str:
        """The city, or the last part of the time zone: "Asia/Kolkata" gives "Kolkata"."""
        return self.city or self.time_zone.rsplit("/", 1)[-1].replace("_", " ")

    @property
    def avatar_url(self) -> str:
        """The uploaded picture's address, new with each upload; empty without one."""
        if not self.avatar:
            return ""
        return f"{reverse('avatar', args=[self.handle])}?v={self.avatar_version}"

    @property
    def avatar_version(self) -> str:
        return PurePosixPath(str(self.avatar)).stem

    @property
    def is_admin(self) -> bool:
        return self.role in {Role.OWNER, Role.ADMIN}

    @property
    def is_owner(self) -> bool:
        return self.role == Role.OWNER

    @property
    def is_guest(self) -> bool:
        return self.role == Role.GUEST

    # What Django's own admin site asks for, on the installations that turn it on.
    @property
    def is_staff(self) -> bool:
        return self.is_active and self.is_owner

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
