"""Coming in by an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import EmailAddress, NewPassword, TimeZone
from accounts.forms.set_up import check_password


class AskForm(forms.Form):
    """The address that a personal invitation is to go to."""

    email = EmailAddress(autocomplete="username")


class JoinForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    time_zone = TimeZone()
    password = NewPassword()

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        check_password(self, {**data, "email": self.email})
        return data
