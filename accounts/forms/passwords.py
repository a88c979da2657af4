"""allauth's forms in our words, and with a limit to what is hashed."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PASSWORD_LENGTH, EmailAddress

_CURRENT = {"autocomplete": "current-password", "max_length": PASSWORD_LENGTH}
_NEW = {"max_length": PASSWORD_LENGTH, "help_text": _("At least 12 characters. A short sentence is best.")}


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    password = PasswordField(label=_("Password"), **_CURRENT)
    remember = forms.BooleanField(label=_("Keep me signed in on this device"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailAddress(autocomplete="username")
        self.order_fields(["login", "password", "remember"])
        _plain(self)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    email = EmailAddress(autocomplete="username")


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    password1 = SetPasswordField(label=_("New password"), **_NEW)
    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    oldpassword = PasswordField(label=_("Current password"), **_CURRENT)
    password1 = SetPasswordField(label=_("New password"), **_NEW)
    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]
    password1 = SetPasswordField(label=_("New password"), **_NEW)
    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    password = PasswordField(label=_("Password"), **_CURRENT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)


class ChangeEmailForm(allauth_forms.AddEmailForm):  # type: ignore[misc]
    email = EmailAddress(label=_("New address"))


def _plain(form: forms.Form) -> None:
    """A label says what belongs into a field, so nothing repeats it inside."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
