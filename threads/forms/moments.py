"""A moment to come: one of those that are offered, or any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

OTHER = "other"


class MomentField(forms.DateTimeField):
    """A day and a time in the active zone, still to come."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        errors = {"invalid": _("Say a day and a time."), "required": _("Say a day and a time.")}
        super().__init__(widget=widget, error_messages=errors, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value <= timezone.now():
            raise forms.ValidationError(_("Choose a time that is still to come."))


class MomentForm(forms.Form):
    """`offered` are (moment as ISO 8601 with its offset, words); `label` asks which."""

    until = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a time."), "invalid_choice": _("Choose a time.")},
    )
    custom = MomentField(label=_("At another time"), required=False)

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until = self.fields["until"]
        assert isinstance(until, forms.ChoiceField)
        until.label = label
        until.choices = [*offered, (OTHER, gettext("At another time"))]
        until.initial = offered[0][0] if offered else OTHER

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("until") == OTHER and not data.get("custom") and "custom" not in self.errors:
            self.add_error("custom", gettext("Say a day and a time."))
        return data

    @property
    def moment(self) -> datetime:
        """Of a valid form; aware."""
        data = self.cleaned_data
        chosen: datetime = data["custom"] if data["until"] == OTHER else datetime.fromisoformat(data["until"])
        return chosen
