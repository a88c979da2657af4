"""Until when a thread is out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications import clock
from notifications.inbox.moments import Offer
from notifications.inbox.words import when
from threads.forms.asks import OTHER, MomentField


class SnoozeForm(forms.Form):
    until = forms.ChoiceField(
        label=_("Snooze until"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a time."), "invalid_choice": _("Choose a time.")},
    )
    custom = MomentField(label=_("At another time"), required=False)

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = [
            (offer.at.isoformat(), _NAMES[offer.name], when(offer.at, clock.now())) for offer in offers
        ]
        until = self.fields["until"]
        assert isinstance(until, forms.ChoiceField)
        choices = [(value, f"{name}, {words}") for value, name, words in self.offered]
        until.choices = [*choices, (OTHER, gettext("At another time"))]
        until.initial = choices[0][0] if choices else OTHER

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("until") == OTHER and not data.get("custom") and "custom" not in self.errors:
            self.add_error("custom", gettext("Say a day and a time."))
        return data

    @property
    def moment(self) -> datetime:
        """Of a valid form."""
        data = self.cleaned_data
        chosen: datetime = data["custom"] if data["until"] == OTHER else datetime.fromisoformat(data["until"])
        return chosen


_NAMES = {
    "today": _("Later today"),
    "tomorrow": _("When my next day starts"),
    "week": _("Next week"),
}
