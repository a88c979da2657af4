"""Days off: from when to when, what for, who covers, what others should know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.acquaintances import people_known_to
from accounts.models import TimeOff, User

LONGEST_DAYS = 3 * 366


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"invalid": _("Write the date as 2026-12-21.")}
        super().__init__(widget=widget, error_messages=messages, **options)


class TimeOffForm(forms.Form):
    first = Day(label=_("First day off"))
    last = Day(label=_("Last day off"), help_text=_("The same day for one day."))
    kind = forms.ChoiceField(label=_("What"), choices=TimeOff.Kind.choices)
    cover = forms.ModelChoiceField(
        label=_("Who covers"), queryset=User.objects.none(), required=False, empty_label=_("Nobody")
    )
    note = forms.CharField(
        label=_("Note for others"),
        max_length=200,
        required=False,
        help_text=_("Shown to whoever writes to you, for example when you are back."),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        covers = people_known_to(user).filter(is_active=True).exclude(pk=user.pk)
        self.fields["cover"].queryset = covers.exclude(role="guest")  # type: ignore[attr-defined]

    @classmethod
    def of(cls, time_off: TimeOff) -> TimeOffForm:
        fields = ("first", "last", "kind", "cover", "note")
        initial = {name: getattr(time_off, name) for name in fields}
        return cls(user=time_off.user, initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if not first or not last:
            return data
        if last < first:
            self.add_error("last", _("The last day comes before the first."))
        elif (last - first).days > LONGEST_DAYS:
            self.add_error("last", _("Time off takes three years at most."))
        elif last < timezone.localdate():
            self.add_error("last", ValidationError(_("These days have passed already.")))
        return data
