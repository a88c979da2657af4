"""Pure: the story's calendar, laid on the real one.

The story was written as if it were always the same Monday. Its dates are moved by working
days, so that what was said on the last working day was said on the last working day now.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

STORY_NOW = datetime(2026, 11, 23, 4, 20, tzinfo=UTC)

_PLACE = re.compile(r"\{\{(?P<month>\d\d)-(?P<day>\d\d) (?P<words>[^{}]+)\}\}")
_WORD = re.compile(r"week \d+|\w+")


@dataclass(frozen=True)
class StoryMoment:
    """A date of the story and the time on its teller's wall."""

    day: date
    at: time


@dataclass(frozen=True)
class StoryTime:
    """`now` is aware; at STORY_NOW every date stays as it was written."""

    now: datetime

    def real(self, day: date) -> date:
        """A working day of the story is as many working days from today as it was then, or
        from Monday on a weekend; a weekend of the story follows its Friday, where that still
        is one."""
        real = _working_day(_index(self._today) + _index(day) - _index(STORY_NOW.date()))
        return real + timedelta(days=max(day.weekday() - 4, 0) if real.weekday() == 4 else 0)

    def told(self, text: str) -> str:
        """`text` with `{{11-24 Tuesday 24 November}}` written for the real date.

        What comes first is the story's date; then any words, of which those that say
        something of it (weekday, day, month, "week 48", the month's length) are replaced.
        """
        return _PLACE.sub(self._replaced, text)

    @cached_property
    def _today(self) -> date:
        day = self.now.astimezone(UTC).date()
        return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day

    def _replaced(self, place: re.Match[str]) -> str:
        then = story_date(int(place["month"]), int(place["day"]))
        before, after = _forms(then), _forms(self.real(then))

        def real(word: re.Match[str]) -> str:
            said = next((name for name, form in before.items() if form == word[0]), None)
            return after[said] if said else word[0]

        return _WORD.sub(real, place["words"])


def place_of(day: date, *names: str) -> str:
    """`{{11-24 Tuesday 24}}` for the names "weekday" and "day"; see `_forms`."""
    forms = _forms(day)
    return f"{{{{{day.month:02}-{day.day:02} {' '.join(forms[name] for name in names)}}}}}"


def story_date(month: int, day: int) -> date:
    """The story's year is 2026; its January is the next one."""
    return date(STORY_NOW.year + (month == 1), month, day)


def _index(day: date) -> int:
    """Working days since a Monday long ago; a weekend counts as its Friday."""
    weeks, weekday = divmod((day - date(2001, 1, 1)).days, 7)
    return 5 * weeks + min(weekday, 4)


def _working_day(index: int) -> date:
    weeks, weekday = divmod(index, 5)
    return date(2001, 1, 1) + timedelta(weeks=weeks, days=weekday)


def _forms(day: date) -> dict[str, str]:
    """In English, whatever the process's locale; the order settles which of two equal words
    is meant ("31" is the day on the 31st, else the month's length)."""
    return {
        "day": str(day.day),
        "ordinal": f"{day.day}{_ENDINGS.get(day.day, 'th')}",
        "weekday": _WEEKDAYS[day.weekday()],
        "short weekday": _WEEKDAYS[day.weekday()][:3],
        "month": _MONTHS[day.month - 1],
        "short month": _MONTHS[day.month - 1][:3],
        "year": str(day.year),
        "length": str(calendar.monthrange(day.year, day.month)[1]),
        "week": f"week {day.isocalendar().week}",
    }


_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
