"""The norms that an admin sets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from threads.models import Channel
from threads.norms import MOST_DAYS, MOST_HOURS, Norm
from threads.queries.norms import UrgentLimits

RULES = (
    ("no_reply", _("No reply expected")),
    ("working_hours", _("Within working hours")),
    ("same_day", _("By end of the same working day")),
    ("next_day", _("By end of next working day")),
    ("working_days", _("By end of a later working day")),
    ("hours", _("Within hours by the clock")),
)
FIXED = {
    "no_reply": Norm("no_reply"),
    "same_day": Norm("working_days", 0),
    "next_day": Norm("working_days", 1),
}


class RuleForm(forms.Form):
    """One norm: a rule and, where it counts something, how many."""

    rule = forms.ChoiceField(choices=RULES, widget=forms.Select(attrs={"class": "input--small input--auto"}))
    amount = forms.IntegerField(
        required=False,
        widget=forms.NumberInput(attrs={"class": "input--small input--number", "min": 1, "max": MOST_HOURS}),
        error_messages={"invalid": _("Write a whole number.")},
    )

    def __init__(self, *args: Any, norm: Norm, label: str, **kwargs: Any) -> None:
        """`norm` stands there at first; `label` names the urgency to who hears the page."""
        super().__init__(*args, **{**kwargs, "initial": _initial(norm)})
        names = {"level": label}
        self.fields["rule"].widget.attrs["aria-label"] = gettext("Rule for %(level)s") % names
        self.fields["amount"].widget.attrs["aria-label"] = gettext("How many for %(level)s") % names

    @property
    def norm(self) -> Norm:
        """Of a valid form."""
        rule = self.cleaned_data["rule"]
        return FIXED.get(rule) or Norm(rule, self.cleaned_data["amount"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        rule, amount = data.get("rule"), data.get("amount")
        if rule is None or rule in FIXED or "amount" not in data:
            return data
        most = MOST_DAYS if rule == "working_days" else MOST_HOURS
        if amount is None or not 1 <= amount <= most:
            self.add_error("amount", gettext("Say how many, from 1 to %(most)d.") % {"most": most})
        return data


def _initial(norm: Norm) -> dict[str, Any]:
    for rule, fixed in FIXED.items():
        if norm == fixed:
            return {"rule": rule, "amount": None}
    return {"rule": norm.kind, "amount": norm.amount}


def _count(label: Any, least: int, most: int) -> forms.IntegerField:
    message = _("Say how many, from %(least)d to %(most)d.")
    words = message % {"least": least, "most": most}
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "input--small input--number"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
    )


class LimitsForm(forms.Form):
    """What urgent may do."""

    is_allowed = forms.TypedChoiceField(
        choices=[("yes", _("Quiet hours, after a reason")), ("no", _("Nothing"))],
        coerce=lambda value: value == "yes",
        widget=forms.Select(
            attrs={"class": "input--small input--auto", "aria-label": _("Urgent may interrupt")}
        ),
    )
    most_people = _count(_("People a message"), 1, 50)
    most_a_day = _count(_("Messages a day from one person"), 1, 50)
    repeats = _count(_("Repeated at most"), 0, 10)
    repeat_minutes = _count(_("Minutes between"), 5, 240)

    def __init__(self, *args: Any, limits: UrgentLimits, **kwargs: Any) -> None:
        initial = {**vars(limits), "is_allowed": "yes" if limits.is_allowed else "no"}
        super().__init__(*args, **{**kwargs, "initial": initial})

    @property
    def limits(self) -> UrgentLimits:
        return UrgentLimits(**self.cleaned_data)


class ChannelUrgentForm(forms.Form):
    """Whether urgent works in one channel; for a new exception also which channel."""

    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label=_("Channel"),
        empty_label=None,
        error_messages={"required": _("Choose a channel."), "invalid_choice": _("Choose a channel.")},
    )
    is_allowed = forms.TypedChoiceField(
        label=_("Urgent"),
        choices=[("yes", _("As everywhere")), ("no", _("Off"))],
        coerce=lambda value: value == "yes",
    )

    def __init__(self, *args: Any, channels: QuerySet[Channel] | None, **kwargs: Any) -> None:
        """`channels` None: the page is for one channel and asks for none."""
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ModelChoiceField)
        if channels is None:
            del self.fields["channel"]
        else:
            field.queryset = channels
