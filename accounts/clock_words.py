"""Pure: what others read beside somebody's name, in the active language: the clock there, and
whether they work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.moments import write_moment
from accounts.wall_clock import zone_named
from accounts.working_time import Schedule, status

HALF_A_DAY = timedelta(hours=12)
HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Presence:
    """`state` is what the attribute `data-hours` takes, `words` what stands beside the name."""

    state: Literal["on", "off", "leave"]
    words: str


def presence(schedule: Schedule, place: str, at: datetime, focus_until: datetime | None = None) -> Presence:
    """How somebody with this schedule, in `place`, stands at `at` (aware). All clocks are theirs.

    09:50 Bengaluru, until 18:00         in hours; a closing on another day names that day
    17:20 Auckland, from Tue 08:30       off hours; an opening today names no day
    09:50 Bengaluru, in hours            around the clock
    09:50 Bengaluru, no upcoming hours   nothing opens within 400 days
    On leave until 2 Dec                 the last day of leave, where it has one
    09:50 Bengaluru, focus until 11:00   in hours, and paused by the person
    """
    zone = zone_named(schedule.time_zone)
    found = status(schedule, at)
    now, until = at.astimezone(zone), found.until.astimezone(zone) if found.until else None
    here = {"time": date_format(now, "H:i"), "place": place}
    match found.state:
        case "on" if focus_until and focus_until > at:
            focus = _closing(focus_until.astimezone(zone), now)
            words = _("%(time)s %(place)s, focus until %(moment)s") % {**here, "moment": focus}
        case "on" if until:
            words = _("%(time)s %(place)s, until %(closing)s") % {**here, "closing": _closing(until, now)}
        case "on":
            words = _("%(time)s %(place)s, in hours") % here
        case "off" if until:
            words = _("%(time)s %(place)s, from %(opening)s") % {**here, "opening": _brief(until, now)}
        case "off":
            words = _("%(time)s %(place)s, no upcoming hours") % here
        case "leave" if until:
            words = _("On leave until %(day)s") % {"day": _last_day(until, now)}
        case "leave":
            words = _("On leave")
    return Presence(found.state, words)


def own_words(schedule: Schedule, at: datetime, focus_until: datetime | None = None) -> Presence:
    """The same for the person's own eyes, who knows where they are.

    In hours until 18:00 · Focus until 11:00 · Off hours until Mon 09:00 · On leave until 2 Dec
    """
    zone = zone_named(schedule.time_zone)
    found = status(schedule, at)
    now, until = at.astimezone(zone), found.until.astimezone(zone) if found.until else None
    match found.state:
        case "on" if focus_until and focus_until > at:
            words = _("Focus until %(moment)s") % {"moment": _closing(focus_until.astimezone(zone), now)}
        case "on" if until:
            words = _("In hours until %(closing)s") % {"closing": _closing(until, now)}
        case "on":
            words = _("In hours")
        case "off" if until:
            words = _("Off hours until %(opening)s") % {"opening": _brief(until, now)}
        case "off":
            words = _("No upcoming hours")
        case "leave" if until:
            words = _("On leave until %(day)s") % {"day": _last_day(until, now)}
        case "leave":
            words = _("On leave")
    return Presence(found.state, words)


def _brief(then: datetime, now: datetime) -> str:
    return date_format(then, "H:i") if then.date() == now.date() else write_moment(then, now)


def _closing(until: datetime, now: datetime) -> str:
    """Work until midnight ends at 24:00 of its day, not at 00:00 of the next."""
    just_before = until - timedelta(microseconds=1)
    is_tonight = just_before.date() == now.date() != until.date()
    return "24:00" if is_tonight else _brief(until, now)


def _last_day(until: datetime, now: datetime) -> str:
    """`until` is the midnight that ends it, or an hour off that where clocks change at midnight."""
    return date_format(until - HALF_A_DAY, "j M" if until - now < HALF_A_YEAR else "j M Y")
