"""Pure: days as people write them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from threads.search.query import Days

_NUMBERS = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2}))?(?:[-/.](?P<day>\d{1,2}))?")
_NAMED = re.compile(r"(?:(?P<day>\d{1,2})\.?[\s-]*)?(?P<month>[^\W\d_]+)\.?[\s,-]*(?P<year>\d{4})?")
HALF_A_YEAR = timedelta(days=183)


class NoSuchDay(ValueError):
    """It is written like a date, and there is none: says why; `nearest` could be meant."""

    def __init__(self, why: str, nearest: date) -> None:
        super().__init__(why)
        self.nearest = nearest


def days_of(text: str, today: date) -> Days | None:
    """The days that `text` means, None when it is no date. Raises NoSuchDay.

    `2026-11-30`, `2026-11`, `2026`, `30 Nov 2026`, `Nov 2026`, `30 Nov` (the nearest that is
    not far ahead), `today`, `yesterday`. Months in English and in the reader's language.
    """
    text = text.strip().lower()
    if text in {"today", _("today").lower()}:
        return Days(today, today)
    if text in {"yesterday", _("yesterday").lower()}:
        return Days(today - timedelta(days=1), today - timedelta(days=1))
    if found := _NUMBERS.fullmatch(text):
        return _span(int(found["year"]), _int(found["month"]), _int(found["day"]))
    if (found := _NAMED.fullmatch(text)) and (month := month_of(found["month"])):
        day = _int(found["day"])
        year = _int(found["year"]) or _nearest_year(month, day or 1, today)
        return _span(year, month, day)
    return None


def month_of(name: str) -> int | None:
    """1 to 12 for "nov", "November" and what the reader's language calls it."""
    names = {}
    for language in (get_language() or "en", "en"):
        with override(language):
            for number in range(1, 13):
                names[str(MONTHS[number]).lower()] = number
                names[str(MONTHS_3[number]).lower().rstrip(".")] = number
    name = name.lower()
    return names.get(name) or (names.get("sep") if name == "sept" else None)


def _span(year: int, month: int | None, day: int | None) -> Days:
    if not 1970 <= year <= 9000:
        raise NoSuchDay(_("Years go from 1970 on."), date(1970, 1, 1))
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise NoSuchDay(_("A year has 12 months."), date(year, 12, 1))
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return Days(date(year, month, 1), date(year, month, length))
    if not 1 <= day <= length:
        why = ngettext("%(month)s has %(count)d day.", "%(month)s has %(count)d days.", length)
        raise NoSuchDay(why % {"month": MONTHS[month], "count": length}, date(year, month, length))
    return Days(date(year, month, day), date(year, month, day))


def _nearest_year(month: int, day: int, today: date) -> int:
    last = calendar.monthrange(today.year, month)[1]
    this_year = date(today.year, month, min(max(day, 1), last))
    return today.year - 1 if this_year - today > HALF_A_YEAR else today.year


def _int(text: str | None) -> int | None:
    return int(text) if text else None
