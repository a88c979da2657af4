"""Where somebody is, and whose public holidays are theirs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import TimeZone
from accounts.models import User
from accounts.regions import countries, parts_of, region_of, subdivisions


class PlaceForm(forms.Form):
    """`holiday_region` of the cleaned data is what the two choices make. A subdivision of another
    country than the chosen one is left out: the list was made for the country before."""

    time_zone = TimeZone(label=_("Time zone"))
    follows_device = forms.BooleanField(
        label=_("Follow my device’s time zone when I travel"),
        help_text=_("You confirm each change before your hours move."),
        required=False,
    )
    holiday_country = forms.ChoiceField(label=_("Public holidays of"), required=False)
    holiday_subdivision = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["time_zone"].widget.attrs["class"] = "input--small input--auto week__zone"
        country = self["holiday_country"].value() or ""
        parts = list(subdivisions(country))
        lists = {
            "holiday_country": [("", _("No public holidays")), *countries()],
            "holiday_subdivision": [("", _("Whole country")), *parts],
        }
        for name, choices in lists.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.has_parts = bool(parts)
        if data is not None and data.get("holiday_subdivision") not in dict(parts):
            self.data = {**data.dict(), "holiday_subdivision": ""}

    @classmethod
    def of(cls, user: User) -> PlaceForm:
        country, subdivision = parts_of(user.holiday_region)
        return cls(
            initial={
                "time_zone": user.time_zone,
                "follows_device": user.follows_device,
                "holiday_country": country,
                "holiday_subdivision": subdivision,
            }
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["holiday_region"] = region_of(
            data.get("holiday_country", ""), data.get("holiday_subdivision", "")
        )
        return data
