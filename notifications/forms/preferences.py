"""How somebody wants to hear of things within their hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from accounts.clock_times import NotAClock, read_clock, write_clock
from accounts.forms.hours import Clock
from notifications.models import Preference
from notifications.models.preference import LAST_MINUTE

MOST_BATCHES = 6
USUAL_BATCHES = ("10:00", "15:30")


@dataclass
class Batch:
    """One time as it was written; `minutes` where it can be read."""

    text: str
    error: str = ""
    minutes: int | None = None
    fresh: bool = False


class PreferencesForm(forms.Form):
    """The times of batches are fields of one name, `batch`; `edit` "add-batch" asks for one
    more, and an empty one is left out."""

    mode = forms.ChoiceField(choices=Preference.Mode.choices, widget=forms.RadioSelect)
    digest_at = Clock(label=_("Digest time"), required=False)
    digest_days = forms.TypedMultipleChoiceField(
        label=_("Digest days"),
        coerce=int,
        choices=list(WEEKDAYS_ABBR.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    email_grace = forms.IntegerField(
        label=_("Minutes an e-mail waits"),
        min_value=0,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Minutes go from 0 to 60. Try 5."),
            "min_value": _("Minutes go from 0 to 60. Try 5."),
            "max_value": _("Minutes go from 0 to 60. Try 5."),
            "required": _("Minutes go from 0 to 60. Try 5."),
        },
    )

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        texts = self.initial.get("batch_times", []) if data is None else data.getlist("batch")
        self.batches = [_batch(text[:10]) for text in texts[:MOST_BATCHES]]

    @classmethod
    def of(cls, preference: Preference) -> PreferencesForm:
        times = [write_clock(minutes) for minutes in preference.batch_times]
        return cls(
            initial={
                "mode": preference.mode,
                "batch_times": times or list(USUAL_BATCHES),
                "digest_at": preference.digest_at,
                "digest_days": preference.digest_days,
                "email_grace": preference.email_grace,
            }
        )

    @property
    def may_grow(self) -> bool:
        return len(self.batches) < MOST_BATCHES

    @property
    def batch_times(self) -> list[int]:
        return sorted({batch.minutes for batch in self.batches if batch.minutes is not None})

    def edit(self, what: str) -> None:
        if what == "add-batch" and self.may_grow:
            self.batches.append(Batch("", fresh=True))

    def clean_digest_at(self) -> int | None:
        at: int | None = self.cleaned_data["digest_at"]
        if at is not None and at > LAST_MINUTE:
            raise ValidationError(_("Hours go from 00 to 23. Try 08:45."))
        return at

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        mode = data.get("mode")
        if mode == Preference.Mode.BATCHES:
            if any(batch.error for batch in self.batches):
                self.add_error("mode", _first_error(self.batches))
            elif not self.batch_times:
                self.add_error("mode", _("Say at least one time for your batches. Try 10:00."))
        if mode == Preference.Mode.DIGEST_ONLY and not data.get("digest_days"):
            self.add_error("digest_days", _("Choose at least one day, or nothing would reach you."))
        # What is not in use is still kept, as far as it can be read.
        data["batch_times"] = self.batch_times
        return data


def _batch(text: str) -> Batch:
    if not text.strip():
        return Batch("")
    try:
        minutes = read_clock(text)
    except NotAClock as error:
        return Batch(text, str(error))
    if minutes > LAST_MINUTE:
        return Batch(text, str(_("Hours go from 00 to 23. Try 08:45.")))
    return Batch(write_clock(minutes), minutes=minutes)


def _first_error(batches: Iterable[Batch]) -> str:
    return next(batch.error for batch in batches if batch.error)
