"""Pure: the sentences of a digest, in the active language and for moments in the reader's zone."""

from __future__ import annotations

from datetime import datetime

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.moments import write_moment

NOON, EVENING, DAWN = 12, 18, 4


def greeting(name: str, now: datetime) -> str:
    """By the reader's clock: who works at night is not wished a good morning."""
    if DAWN <= now.hour < NOON:
        return _("Good morning, %(name)s") % {"name": name}
    if NOON <= now.hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def subject(now: datetime, asks: int, mentions: int, directs: int) -> str:
    """Monday, 23 November: 7 threads need your reply"""
    if asks:
        what = ngettext("%(count)d thread needs your reply", "%(count)d threads need your reply", asks)
        words = what % {"count": asks}
    else:
        words = held_count(mentions, directs) or _("what is new")
    return _("%(day)s: %(what)s") % {"day": long_day(now), "what": words}


def long_day(now: datetime) -> str:
    return date_format(now, _("l, j F"))


def lede(asks: int, today: int, *, has_rest: bool) -> str:
    """How much waits, and how much of it today. Nothing that is late is called so here."""
    if not asks:
        return _("Nothing waits for your reply. This is new since your last digest.")
    number = {"number": capfirst(str(apnumber(asks)))}
    if today == asks:
        words = ngettext(
            "%(number)s thread needs your reply today.", "%(number)s threads need your reply today.", asks
        )
        first = words % number
    else:
        words = ngettext("%(number)s thread needs your reply", "%(number)s threads need your reply", asks)
        first = f"{words % number}{_part(today)}."
    return f"{first} {_('The rest can wait.')}" if has_rest or today < asks else first


def _part(today: int) -> str:
    if not today:
        return ""
    return _(", %(number)s of them today") % {"number": apnumber(today)}


def preheader(first_due: datetime | None, decisions: int) -> str:
    """What a mail program shows beside the subject."""
    parts = []
    if first_due:
        parts.append(_("One is due by %(time)s.") % {"time": f"{first_due:%H:%M}"})
    if decisions:
        words = ngettext(
            "%(number)s decision was made since your last digest.",
            "%(number)s decisions were made since your last digest.",
            decisions,
        )
        parts.append(words % {"number": capfirst(str(apnumber(decisions)))})
    return " ".join(parts)


def held_count(mentions: int, directs: int) -> str:
    parts = []
    if mentions:
        parts.append(ngettext("%(count)d mention", "%(count)d mentions", mentions) % {"count": mentions})
    if directs:
        words = ngettext("%(count)d direct thread", "%(count)d direct threads", directs)
        parts.append(words % {"count": directs})
    return ", ".join(parts)


def due(at: datetime | None, now: datetime) -> str:
    """ "was due Fri 13:00", "today 14:00", "Tue 17:00"; empty where no time is expected."""
    if at is None:
        return ""
    if at < now:
        return _("was due %(time)s") % {"time": write_moment(at, now)}
    if at.date() == now.date():
        return _("today %(time)s") % {"time": f"{at:%H:%M}"}
    return write_moment(at, now)


def more_asks(count: int, first_due: datetime | None, now: datetime) -> str:
    """3 more, due from Tuesday on"""
    if first_due is None or first_due < now:
        return more(count)
    near = (first_due.date() - now.date()).days <= 6
    day = str(WEEKDAYS[first_due.weekday()]) if near else date_format(first_due, "j F")
    words = ngettext("%(count)d more, due %(day)s", "%(count)d more, due from %(day)s on", count)
    return words % {"count": count, "day": day}


def more(count: int) -> str:
    return _("%(count)d more") % {"count": count}


def more_threads(count: int) -> str:
    return ngettext("%(count)d more thread", "%(count)d more threads", count) % {"count": count}


def rhythm(at: str, *, every_day_alike: bool, chosen_days: bool) -> str:
    """When it is sent; `at` is the time of today's."""
    if chosen_days:
        return _("Sent on the working days that you chose, today at %(time)s.") % {"time": at}
    if every_day_alike:
        return _("Sent on your working days at %(time)s.") % {"time": at}
    return _("Sent when your working day begins, today at %(time)s.") % {"time": at}
