"""A clock that a test moves by hand, in place of the wall's and of the monotonic one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notifications import clock, leaps


class MovedClock:
    """`at` is aware. What `timezone.now` and `notifications.clock` answer."""

    def __init__(self, at: datetime) -> None:
        self.at = self._began = at

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return (self.at - self._began).total_seconds()

    def on(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at

    def leap(self, by: timedelta) -> datetime:
        """As the wall's clock is put on, and no time passes."""
        self._began += by
        return self.on(seconds=by.total_seconds())

    def install(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(timezone, "now", self.now)
        patch.setattr(clock, "monotonic", self.seconds)
        leaps.forget()
