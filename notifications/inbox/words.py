"""Pure: when an answer is expected, as whoever is asked reads it; moments in the active zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.moments import write_moment
from threads.models import Ask, Urgency


class Due(NamedTuple):
    """`state` is what `data-due` takes: "past", "soon" or ""."""

    state: str
    words: str


def due_of(ask: Ask, now: datetime) -> Due:
    """was due Fri 13:00 · by tomorrow 17:00 · promised by Tue 17:00 · when you can"""
    at = ask.promised_at or ask.due_at
    if at is None:
        return Due("", _("when you can"))
    if at <= now:
        return Due("past", _("was due %(when)s") % {"when": write_moment(_local(at), _local(now))})
    if ask.promised_at:
        return Due(_nearness(at, now), _("promised by %(when)s") % {"when": when(at, now)})
    if ask.urgency == Urgency.RELAXED:
        return Due("", _("when you can"))
    return Due(_nearness(at, now), _("by %(when)s") % {"when": when(at, now)})


def when(at: datetime, now: datetime) -> str:
    """ "17:00" today, "tomorrow 17:00", "Tue 17:00"; work until midnight ends at 24:00."""
    there, here = _local(at), _local(now)
    is_midnight = f"{there:%H:%M}" == "00:00"
    day = (there - timedelta(minutes=1)).date() if is_midnight else there.date()
    clock = "24:00" if is_midnight else f"{there:%H:%M}"
    days = (day - here.date()).days
    if days == 0:
        return clock
    if days == 1:
        return _("tomorrow %(clock)s") % {"clock": clock}
    return write_moment(there, here)


def _nearness(at: datetime, now: datetime) -> str:
    return "soon" if (_local(at).date() - _local(now).date()).days <= 1 else ""


def _local(at: datetime) -> datetime:
    return timezone.localtime(at)
