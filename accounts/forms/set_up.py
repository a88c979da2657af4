"""The first-run page: the organization, its owner, and the code that the start printed."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import EmailAddress, NewPassword, TimeZone
from accounts.models import User


class SetUpForm(forms.Form):
    organization = forms.CharField(
        label=_("Organization"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    address = forms.URLField(
        label=_("Address"),
        max_length=200,
        assume_scheme="https",
        help_text=_("Given to this server when it was started. It ends up in every link and invitation."),
    )
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = EmailAddress(autocomplete="username")
    password = NewPassword()
    time_zone = TimeZone()
    code = forms.CharField(
        label=_("Setup code"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_address(self) -> str:
        """The origin alone, empty for the one this server was started with, so that it may move."""
        parts = urlsplit(self.cleaned_data["address"])
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin == settings.BOBBIN_URL:
            return ""
        if parts.scheme not in ("http", "https") or not validate_host(
            parts.hostname or "", settings.ALLOWED_HOSTS
        ):
            raise ValidationError(
                _("This server answers at %(address)s. To change that, start it with another BOBBIN_URL."),
                params={"address": settings.BOBBIN_URL},
            )
        return origin

    def clean_code(self) -> str:
        """Compared in constant time; dashes, spaces and case don't matter."""
        code, expected = _plain(self.cleaned_data["code"]), _plain(set_up_code())
        if len(code) < len(expected):
            raise ValidationError(
                _("The code has %(count)d characters. It is in the server’s log, after “setup code”."),
                params={"count": len(expected)},
            )
        if not expected or not secrets.compare_digest(code.encode(), expected.encode()):
            raise ValidationError(_("This is not the code. It is in the server’s log, after “setup code”."))
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_password(self, data)
        return data


def check_password(form: forms.Form, data: dict[str, Any]) -> None:
    """Adds what the validators say about `password`, given what else is known of the person."""
    if "password" not in data:
        return
    try:
        validate_password(data["password"], User(email=data.get("email", ""), name=data.get("name", "")))
    except ValidationError as error:
        form.add_error("password", error)


def set_up_code() -> str:
    """Set by the operator, else made by the first start; empty when there is none."""
    if settings.SETUP_CODE:
        return str(settings.SETUP_CODE)
    try:
        return str(settings.SETUP_CODE_FILE.read_text("utf-8"))
    except FileNotFoundError:
        return ""


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
