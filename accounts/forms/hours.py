"""The first answer to "When do you work?": the same hours on each working day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from accounts.clock_times import NotAClock, read_clock, read_window, write_clock
from accounts.forms.fields import TimeZone
from accounts.working_time import Window


class Clock(forms.CharField):
    """Minutes after midnight, as `read_clock` reads them."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "numeric", "aria-label": options["label"], "autocomplete": "off"}
        super().__init__(max_length=5, widget=forms.TextInput(attrs=attrs), **options)

    def prepare_value(self, value: Any) -> Any:
        return write_clock(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_clock(text)
        except NotAClock as error:
            raise ValidationError(str(error)) from None

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(_("Say a time such as 09:00."))

    def run_validators(self, value: Any) -> None:
        """A number by now; the length was the text's."""


class WelcomeForm(forms.Form):
    """`windows` of the cleaned data is what the answers make, in order."""

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
        hours = [_window(data["first_from"], data["first_until"])]
        second = (data["second_from"], data["second_until"])
        if (second[0] is None) != (second[1] is None):
            raise ValidationError(_("The second window needs both a start and an end, or neither."))
        if second[0] is not None:
            hours.append(_window(*second))
            hours.sort()
            if hours[1][0] < hours[0][1]:
                raise ValidationError(
                    _("The two windows overlap. The second begins when the first has ended.")
                )
        data["windows"] = tuple(Window(day, *window) for day in data["weekdays"] for window in hours)
        return data


def _window(start: int, end: int) -> tuple[int, int]:
    try:
        return read_window(start, end)
    except NotAClock as error:
        raise ValidationError(str(error)) from None
