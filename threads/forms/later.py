"""When to send: one of the moments that are offered, or a day and a time on somebody's clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.clock_times import NotAClock, read_clock
from accounts.wall_clock import opening_instant, zone_or_utc
from threads.models import ScheduledMessage
from threads.written import Later

MOMENT = ScheduledMessage.Rule.MOMENT.value
MINE = "mine"


class ClockField(forms.CharField):
    """ "10:00", "9" or "0930" as minutes after midnight."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_clock(text)
        except NotAClock as error:
            raise forms.ValidationError(str(error)) from error


class LaterForm(forms.Form):
    when = forms.ChoiceField(
        label=_("Send later"),
        error_messages={"required": _("Choose a time."), "invalid_choice": _("Choose a time.")},
    )
    day = forms.DateField(
        label=_("Day"), required=False, error_messages={"invalid": _("Say a day, for example 2026-11-24.")}
    )
    time = ClockField(label=_("Time"), required=False)
    clock = forms.ChoiceField(label=_("On whose clock"), required=False)

    def __init__(
        self,
        *args: Any,
        offered: Mapping[str, Later],
        clocks: Sequence[tuple[str, str, str]],
        **kwargs: Any,
    ) -> None:
        """`clocks` are (value, zone, label), the author's first."""
        super().__init__(*args, **kwargs)
        self.offered, self.zones = offered, {value: zone for value, zone, _label in clocks}
        when, clock = self.fields["when"], self.fields["clock"]
        assert isinstance(when, forms.ChoiceField)
        assert isinstance(clock, forms.ChoiceField)
        when.choices = [*((value, value) for value in offered), (MOMENT, MOMENT)]
        clock.choices = [(value, label) for value, _zone, label in clocks]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        if data.get("when") != MOMENT or self.errors:
            return data
        if not data.get("day") or data.get("time") is None:
            self.add_error("day", gettext("Say a day and a time."))
            return data
        zone = zone_or_utc(self.zones[data.get("clock") or next(iter(self.zones))])
        stamp = datetime.combine(data["day"], time()) + timedelta(minutes=data["time"])
        try:
            data["moment"] = opening_instant(stamp, zone)
        except (OverflowError, ValueError):
            self.add_error("day", gettext("Choose a time within a year."))
            return data
        if data["moment"] <= timezone.now():
            self.add_error("day", gettext("Choose a time that is still to come."))
        return data

    @property
    def wrong(self) -> list[str]:
        """What is wrong with single fields, in sentences; they stand in one line."""
        return [str(said) for name, errors in self.errors.items() if name != "__all__" for said in errors]

    @property
    def later(self) -> Later:
        """Of a valid form."""
        data = self.cleaned_data
        if data["when"] == MOMENT:
            return Later(MOMENT, data["moment"])
        return self.offered[data["when"]]
