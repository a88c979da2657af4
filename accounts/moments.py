"""Pure: how a moment is written. static/js/moment.js follows the same rules in the browser."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR

Style = Literal["full", "brief", "day"]

NEAR_DAYS = 6


def write_moment(at: datetime, now: datetime, style: Style = "full") -> str:
    """`at` as somebody reads it at `now`; both aware, in that person's zone.

    full   Thu 02:40 within six days, Fri 13 Nov 09:02 further off, 13 Nov 2025 09:02 in another year
    brief  20:55 today, Thu within six days, 2 Oct further off, 2 Oct 2025 in another year
    day    Fri 20 Nov, 20 Nov 2025 in another year
    """
    days = abs((at.date() - now.date()).days)
    near = days <= NEAR_DAYS
    if style == "brief":
        if days == 0:
            return _time(at)
        return _weekday(at) if near else _date(at, now)
    if style == "day":
        return _weekday_and_date(at, now)
    return f"{_weekday(at) if near else _weekday_and_date(at, now)} {_time(at)}"


# By hand, since a page holds a hundred of these and date_format reads its pattern each time.
def _time(at: datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"


def _weekday(at: datetime) -> str:
    return str(WEEKDAYS_ABBR[at.weekday()])


def _date(at: datetime, now: datetime) -> str:
    day = f"{at.day} {str(MONTHS_3[at.month]).title()}"
    return day if at.year == now.year else f"{day} {at.year}"


def _weekday_and_date(at: datetime, now: datetime) -> str:
    return f"{_weekday(at)} {_date(at, now)}" if at.year == now.year else _date(at, now)
