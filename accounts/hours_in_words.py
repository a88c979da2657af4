"""Pure: weekly hours in a few words, for a list of people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.clock_times import write_clock
from accounts.models import WorkingHours


def span_in_words(hours: Iterable[WorkingHours]) -> str:
    """ "09:00–17:30" from the first start to the last end where all days have the same, "hours
    vary" where they don't, nothing where none are declared."""
    days: dict[int, tuple[int, int]] = {}
    for window in hours:
        start, end = days.get(window.weekday, (window.start, window.end))
        days[window.weekday] = (min(start, window.start), max(end, window.end))
    spans = set(days.values())
    if len(spans) > 1:
        return _("hours vary")
    return "".join(f"{write_clock(start)}–{write_clock(end)}" for start, end in spans)
