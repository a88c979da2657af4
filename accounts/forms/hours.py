"""The first answer to "When do you work?": the same hours on each working day."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import TimeZone

_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})?")


class Clock(forms.CharField):
    """Minutes after midnight, written "09:00", "9" or "9.30"; "24:00" is the day's end."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "aria-label": options["label"]})
        super().__init__(max_length=5, widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        match = _CLOCK.fullmatch(text)
        hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        if minutes > 59:
            raise ValidationError(_("Minutes go from 00 to 59. Try 08:45."))
        if hours * 60 + minutes > 1440:
            raise ValidationError(_("Hours go from 00 to 24. Try 08:45."))
        return hours * 60 + minutes

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(_("Say a time such as 09:00."))

    def run_validators(self, value: Any) -> None:
        """A number by now; the length was the text's."""


class WelcomeForm(forms.Form):
    time_zone = TimeZone()
    first_from = Clock(label=_("From"), initial="09:00")
    first_until = Clock(label=_("Until"), initial="12:00")
    second_from = Clock(label=_("Second window from"), initial="13:00", required=False)
    second_until = Clock(label=_("Second window until"), initial="17:00", required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        choices=list(WEEKDAYS_ABBR.items()),
        initial=[0, 1, 2, 3, 4],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        windows = [_window(data["first_from"], data["first_until"])]
        second = (data["second_from"], data["second_until"])
        if (second[0] is None) != (second[1] is None):
            raise ValidationError(_("The second window needs both a start and an end, or neither."))
        if second[0] is not None:
            windows.append(_window(*second))
            windows.sort()
            if windows[1][0] < windows[0][1]:
                raise ValidationError(
                    _("The two windows overlap. The second begins when the first has ended.")
                )
        data["windows"] = windows
        return data


def _window(start: int, end: int) -> tuple[int, int]:
    """An end before the start is on the next day, for whoever works at night."""
    if start == 1440:
        raise ValidationError(_("A window begins before 24:00."))
    if start == end:
        raise ValidationError(_("A window needs some time between its start and its end."))
    return (start, end if end > start else end + 1440)
