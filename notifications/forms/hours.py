"""The page "Your hours" as one form: the week, the place, and how notifications come."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from accounts.forms.place import PlaceForm
from accounts.forms.week import WeekForm
from accounts.models import User
from accounts.working_time import Window
from notifications.forms.preferences import PreferencesForm
from notifications.models import Preference


@dataclass
class HoursForm:
    week: WeekForm
    place: PlaceForm
    preferences: PreferencesForm

    @classmethod
    def of(cls, user: User, windows: tuple[Window, ...]) -> HoursForm:
        """As stored. Whoever said nothing about the digest gets it on the days of `windows`."""
        preference = Preference.objects.filter(user=user).first()
        if preference is None:
            days = sorted({window.weekday for window in windows})
            preference = Preference(user=user, digest_days=days)
        return cls(WeekForm.of(windows), PlaceForm.of(user), PreferencesForm.of(preference))

    @classmethod
    def posted(cls, data: QueryDict) -> HoursForm:
        return cls(WeekForm.posted(data), PlaceForm(data), PreferencesForm(data))

    def edit(self, what: str) -> None:
        self.week.edit(what)
        self.preferences.edit(what)

    def is_valid(self) -> bool:
        """Every part is asked, so that every error is shown at once."""
        return all([self.week.is_valid(), self.place.is_valid(), self.preferences.is_valid()])
