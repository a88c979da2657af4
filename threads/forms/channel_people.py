"""Bringing people into a channel; what one wants to hear of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.acquaintances import people_known_to
from accounts.models import User
from threads.forms.people import PeopleField
from threads.models import Level


class AddPeopleForm(forms.Form):
    people = PeopleField(
        label=_("Add people"),
        help_text=_("Handles, for example asha, hemi. Guests see only the channels that they are in."),
        error_messages={"required": _("Name somebody.")},
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, PeopleField)
        field.among = people_known_to(actor).filter(is_active=True)


class LevelForm(forms.Form):
    level = forms.ChoiceField(choices=Level.choices)
