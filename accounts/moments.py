"""Pure: how a moment is written. static/js/moment.js follows the same rules in the browser."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.utils.formats import date_format

Style = Literal["full", "brief", "day"]

NEAR_DAYS = 6


def write_moment(at: datetime, now: datetime, style: Style = "full") -> str:
    """`at` as somebody reads it at `now`; both aware, in that person's zone.

    full   Thu 02:40 within six days, Fri 13 Nov 09:02 further off, 13 Nov 2025 09:02 in another year
    brief  20:55 today, Thu within six days, 2 Oct further off, 2 Oct 2025 in another year
    day    Fri 20 Nov, 20 Nov 2025 in another year
    """
    return date_format(at, _pattern(at, now, style))


def _pattern(at: datetime, now: datetime, style: Style) -> str:
    days = abs((at.date() - now.date()).days)
    near, this_year = days <= NEAR_DAYS, at.year == now.year
    if style == "brief":
        if days == 0:
            return "H:i"
        if near:
            return "D"
        return "j M" if this_year else "j M Y"
    if style == "day":
        return "D j M" if this_year else "j M Y"
    if near:
        return "D H:i"
    return "D j M H:i" if this_year else "j M Y H:i"
