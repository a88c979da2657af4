"""When to be reminded of a message, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.moments import write_moment
from notifications.models.reminder import NOTE_LENGTH
from threads.forms.moments import MomentField

OTHER = "moment"


class ReminderForm(forms.Form):
    when = forms.ChoiceField(
        label=_("When"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a time."), "invalid_choice": _("Choose a time.")},
    )
    moment = MomentField(
        label=_("Day and time"),
        required=False,
        help_text=_("Outside your hours it waits for your next opening."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("Only you see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, offered: Mapping[str, tuple[str, datetime]], **kwargs: Any) -> None:
        """`offered` are words and moment by value."""
        super().__init__(*args, **kwargs)
        self.offered = offered
        now = timezone.localtime()
        when = self.fields["when"]
        assert isinstance(when, forms.ChoiceField)
        when.choices = [
            *(
                (value, f"{words}, {write_moment(timezone.localtime(at), now)}")
                for value, (words, at) in offered.items()
            ),
            (OTHER, gettext("At a moment")),
        ]
        when.initial = next(iter(offered), OTHER)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("when") == OTHER and not data.get("moment") and "moment" not in self.errors:
            self.add_error("moment", gettext("Say a day and a time."))
        return data

    @property
    def at(self) -> datetime:
        """Of a valid form."""
        chosen: str = self.cleaned_data["when"]
        if chosen == OTHER:
            moment: datetime = self.cleaned_data["moment"]
            return moment
        return self.offered[chosen][1]
