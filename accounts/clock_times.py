"""Pure: times of day and weekly windows as people write them, and as minutes after midnight."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from accounts.working_time import MINUTES_A_DAY

_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?([0-9]{2}))?")


class NotAClock(ValueError):
    """Its text is a sentence for whoever wrote it."""


def read_clock(text: str) -> int:
    """Minutes after midnight: "09:00", "9", "9.30", "0930"; "24:00" is 1440, the day's end."""
    match = _CLOCK.fullmatch(text.strip())
    hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if minutes > 59:
        raise NotAClock(_("Minutes go from 00 to 59. Try 08:45."))
    if hours * 60 + minutes > MINUTES_A_DAY:
        raise NotAClock(_("Hours go from 00 to 23. Try 08:45."))
    return hours * 60 + minutes


def write_clock(minutes: int) -> str:
    """1440 is "24:00"; what is later is on the next day's clock."""
    hours, rest = divmod(minutes if minutes <= MINUTES_A_DAY else minutes - MINUTES_A_DAY, 60)
    return f"{hours:02}:{rest:02}"


def read_window(start: int, end: int) -> tuple[int, int]:
    """Two clock times as a window's start and end: an end at or before the start is on the next
    day, for whoever works at night. Raises `NotAClock`."""
    if start == MINUTES_A_DAY:
        raise NotAClock(_("A window begins before 24:00."))
    if start == end:
        raise NotAClock(_("A window needs some time between its start and its end."))
    return (start, end if end > start else end + MINUTES_A_DAY)
