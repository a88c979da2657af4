from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from notifications import clock as clock_module
from notifications import leaps


class Clock:
    """What `timezone.now` and `notifications.clock` answer; moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def to(self, at: datetime) -> datetime:
        self.at = at
        return at

    def on(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


MONDAY_10 = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Monday, 10:00 in Lisbon and UTC; within the hours of everybody but carol. Moving it is
    time that passes."""
    made = Clock(MONDAY_10)
    monkeypatch.setattr(timezone, "now", made)
    monkeypatch.setattr(clock_module, "monotonic", lambda: made.at.timestamp())
    return made


@pytest.fixture(autouse=True)
def no_clock_leaps() -> Iterator[None]:
    leaps.forget()
    yield
    leaps.forget()
