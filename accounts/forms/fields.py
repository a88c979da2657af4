"""Form fields that several pages share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.time_zones import canonical_zone, zone_choices, zone_names

# A password is a sentence at most; what is longer is refused before it costs hashing.
PASSWORD_LENGTH = 256


class NewPassword(forms.CharField):
    """Whether it is good enough is asked of the validators by the form, which knows the person."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=options.pop("label", _("Password")),
            strip=False,
            max_length=PASSWORD_LENGTH,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            help_text=options.pop("help_text", _("At least 12 characters. A short sentence is best.")),
            **options,
        )


class EmailAddress(forms.EmailField):
    """In lower case, as it is stored."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": options.pop("autocomplete", "email")})
        super().__init__(label=options.pop("label", _("E-mail")), max_length=254, widget=widget, **options)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class ZoneSelect(forms.Select):
    """Each zone with the time that it is there; made when shown, so that the time is right.

    Without a value static/js/zone.js chooses the browser's zone, and without that a person does.
    """

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.choices = zone_choices(timezone.now())
        if not value:
            self.choices = [("", _("Choose…")), *self.choices]
            attrs = {**(attrs or {}), "data-guess-zone": ""}
        elif value not in zone_names():
            self.choices = [(value, value), *self.choices]
        return super().get_context(name, value, attrs)


class TimeZone(forms.CharField):
    """An IANA name under today's spelling."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=options.pop("label", _("Where are you?")), widget=ZoneSelect(), **options)

    def clean(self, value: Any) -> str:
        try:
            return canonical_zone(str(super().clean(value)))
        except ValueError:
            raise ValidationError(_("Choose a time zone from the list.")) from None
