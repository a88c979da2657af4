"""The hours editor: seven days, each with a switch and any number of windows.

Fields: `day-0` (the switch, 0 is Monday), and `from-0` with `until-0` once a window, in order.
The buttons of the editor send `edit`: `add-0`, `remove-0-1`, `copy-0`; a switch sends `switch`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from accounts.clock_times import NotAClock, read_clock, read_window, write_clock
from accounts.typical_day import Bar, week_minutes, window_bars
from accounts.working_time import Window

MOST_WINDOWS = 6
WEEKDAYS_WITH_WORK = range(5)
USUAL = (("09:00", "17:00"),)


@dataclass
class Line:
    """One window as it was written. `fresh` was just added."""

    start: str
    end: str
    error: str = ""
    window: tuple[int, int] | None = None
    fresh: bool = False


@dataclass
class Day:
    weekday: int
    on: bool
    lines: list[Line] = field(default_factory=list)
    edited: bool = False

    @property
    def name(self) -> str:
        return str(WEEKDAYS[self.weekday])

    @property
    def may_grow(self) -> bool:
        return len(self.lines) < MOST_WINDOWS

    @property
    def windows(self) -> list[Window]:
        if not self.on:
            return []
        return [Window(self.weekday, *line.window) for line in self.lines if line.window]

    @property
    def bars(self) -> list[Bar]:
        return window_bars(self.windows)


class WeekForm:
    """`days` for the template; `windows` once `is_valid()`."""

    def __init__(self, days: list[Day]) -> None:
        self.days = days

    @classmethod
    def of(cls, windows: Iterable[Window]) -> WeekForm:
        days = [Day(weekday, on=False) for weekday in range(7)]
        for window in sorted(windows):
            day = days[window.weekday]
            day.on = True
            day.lines.append(Line(write_clock(window.start), write_clock(window.end)))
        return cls(days)._read()

    @classmethod
    def posted(cls, data: QueryDict) -> WeekForm:
        days = []
        for weekday in range(7):
            starts, ends = data.getlist(f"from-{weekday}"), data.getlist(f"until-{weekday}")
            lines = [Line(start[:10], end[:10]) for start, end in zip(starts, ends, strict=False)]
            days.append(Day(weekday, f"day-{weekday}" in data, lines[:MOST_WINDOWS]))
        return cls(days)._read()

    @property
    def windows(self) -> tuple[Window, ...]:
        """Of all that can be read, in order."""
        return tuple(sorted(window for day in self.days for window in day.windows))

    @property
    def hours(self) -> str:
        """In a week: "32" or "37.5"."""
        return f"{week_minutes(self.windows) / 60:.1f}".removesuffix(".0")

    def is_valid(self) -> bool:
        """Days that are on without any hours get usual ones, to be looked at and saved again."""
        for day in self.days:
            day.lines = [line for line in day.lines if line.start or line.end]
            if day.on and not day.lines:
                day.lines = self._usual(day.weekday)
                sentence = _("Say when you work on %(day)s, or switch it off.")
                day.lines[0].error = sentence % {"day": day.name}
        return not any(line.error for day in self.days if day.on for line in day.lines)

    def edit(self, what: str) -> WeekForm:
        """What the button or switch that sent `what` asks for; anything else changes nothing."""
        name, *numbers = what.split("-")
        match name, [int(number) for number in numbers if number.isdecimal() and len(number) < 3]:
            case "add", [weekday] if weekday < 7 and self.days[weekday].may_grow:
                self._add(self.days[weekday])
            case "remove", [weekday, index] if weekday < 7 and index < len(self.days[weekday].lines):
                self._remove(self.days[weekday], index)
            case "copy", [weekday] if weekday < 7:
                self._copy(self.days[weekday])
            case "switch", _:
                for day in self.days:
                    if day.on and not day.lines:
                        day.lines = self._usual(day.weekday)
        return self._read()

    def _add(self, day: Day) -> None:
        """An hour after the last window, for one hour; the first are the usual ones."""
        lines = day.lines if day.on else []
        last = lines[-1].window if lines else None
        if last and last[1] <= 22 * 60:
            day.lines.append(Line(write_clock(last[1] + 60), write_clock(last[1] + 120)))
        elif lines:
            day.lines.append(Line("", ""))
        else:
            day.lines = day.lines or self._usual(day.weekday)
        day.on = True
        day.lines[-1].fresh = True

    def _remove(self, day: Day, index: int) -> None:
        del day.lines[index]
        day.on = day.on and bool(day.lines)
        day.edited = True

    def _copy(self, pattern: Day) -> None:
        for day in self.days:
            if day.weekday in WEEKDAYS_WITH_WORK and day is not pattern:
                day.on = pattern.on
                day.lines = [Line(line.start, line.end) for line in pattern.lines]
        pattern.edited = True

    def _usual(self, weekday: int) -> list[Line]:
        """Those of the nearest day before that has some, else nine to five."""
        for day in reversed(self.days[:weekday]):
            if day.on and day.lines:
                return [Line(line.start, line.end) for line in day.lines]
        return [Line(*window) for window in USUAL]

    def _read(self) -> WeekForm:
        for day in self.days:
            end = -1
            for line in day.lines:
                line.error, line.window = "", None
                if not (line.start or line.end):
                    continue
                try:
                    line.window = _window(line)
                    if line.window[0] < end:
                        line.window = None
                        raise NotAClock(_("This overlaps the window before it."))
                    end = line.window[1]
                except NotAClock as error:
                    line.error = str(error)
        return self


def _window(line: Line) -> tuple[int, int]:
    """Also writes the times the way everybody does."""
    if not line.start.strip() or not line.end.strip():
        raise NotAClock(_("A window needs both a start and an end. Try 08:45."))
    start, end = read_clock(line.start), read_clock(line.end)
    line.start, line.end = write_clock(start), write_clock(end)
    return read_window(start, end)
