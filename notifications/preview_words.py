"""Pure: what the delivery preview says of one person, in the active language.

Clocks are the recipient's, but in `in_band`, which is read beside the author's axis.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.moments import NEAR_DAYS, write_moment
from accounts.wall_clock import zone_named
from accounts.working_time import Schedule, Status, end_of_working_day, next_opening
from notifications.hold import Why
from notifications.preview import Preview, Prospect
from notifications.pronouns import by_their_time, day_starts, day_starts_in, gender_of

SOON = timedelta(hours=2)


def clock(person: User, found: Status, at: datetime) -> str:
    """ "09:50 Bengaluru", or "On leave"."""
    if found.state == "leave":
        return _("On leave")
    return f"{_there(at, person):%H:%M} {person.place}"


def hears(prospect: Prospect, person: User, at: datetime) -> str:
    """ "Now", "Now, off hours", "Mon 08:30 Nairobi", "Thu 3 Dec", "With the digest"."""
    held = prospect.held
    if held is None:
        return _("In the app only")
    if held.release_at is None:
        return _("With the digest") if held.why is Why.DIGEST else _("No upcoming hours")
    if prospect.interrupts:
        return _("Now, off hours")
    if is_now(prospect):
        return _("Now")
    then, now = _there(held.release_at, person), _there(at, person)
    if held.why is Why.LEAVE:
        return f"{WEEKDAYS_ABBR[then.weekday()]} {day_and_month(then)}"
    return f"{write_moment(then, now)} {person.place}"


def later(moment: datetime, person: User, at: datetime) -> str:
    """At the band's end, for what comes after it: "3 Dec →", "Tue →"."""
    then = _there(moment, person)
    is_near = (then.date() - _there(at, person).date()).days <= NEAR_DAYS
    return f"{WEEKDAYS_ABBR[then.weekday()] if is_near else day_and_month(then)} →"


def in_summary(prospect: Prospect, person: User, at: datetime) -> str:
    """What follows the name: "now, in working hours", "after leave, 3 Dec"."""
    held = prospect.held
    if held is None:
        return _("in the app only")
    if held.release_at is None:
        return _("with the digest") if held.why is Why.DIGEST else _("without upcoming hours")
    if prospect.interrupts:
        return _("now, outside their hours")
    if is_now(prospect):
        return _("now, in working hours")
    if held.why is Why.LEAVE:
        return _("after leave, %(day)s") % {"day": day_and_month(_there(held.release_at, person))}
    return hears(prospect, person, at)


def expected(prospect: Prospect, person: User, cover: User | None, told: Preview) -> str:
    """By when an answer is expected: "by Tue 18:00 her time", "no reply expected"."""
    if not prospect.is_asked:
        if cover:
            return _("no reply expected, %(name)s covers") % {"name": cover.first_name}
        return _("no reply expected")
    if prospect.due_at is None:
        return _("a reply when hours come")
    then, now = _there(prospect.due_at, person), _there(told.at, person)
    today = then.date() == now.date()
    words = by_their_time(gender_of(person.pronouns), f"{then:%H:%M}" if today else write_moment(then, now))
    if told.norm.kind != "working_hours" or prospect.interrupts or not is_now(prospect):
        return words
    amount = told.norm.amount
    return (
        words
        + ", "
        + ngettext("%(count)d working hour", "%(count)d working hours", amount) % {"count": amount}
    )


def off_hours(person: User, schedule: Schedule, at: datetime) -> str:
    """For the confirmation: "Her day starts at 09:00."; empty while they only paused."""
    opening = next_opening(schedule, at)
    who = gender_of(person.pronouns)
    if opening is None:
        return _("There are no upcoming hours.")
    if opening == at:
        return _("In working hours, and paused.")
    if opening - at < SOON:
        return day_starts_in(who, _duration(opening - at))
    then, now = _there(opening, person), _there(at, person)
    is_today = then.date() == now.date()
    return day_starts(
        who, _("at %(clock)s") % {"clock": f"{then:%H:%M}"} if is_today else write_moment(then, now)
    )


def in_band(prospect: Prospect, person: User, found: Status, author: User, at: datetime) -> str:
    """All that the band shows, in words; clocks are the author's."""
    name = person.first_name
    if found.state == "leave":
        return _("%(name)s is on leave; %(told)s") % {
            "name": name,
            "told": _told(prospect, person, author, at),
        }
    if prospect.interrupts and found.state == "off":
        if found.until is None:
            return _("%(name)s has no upcoming hours; interrupted now") % {"name": name}
        until = _brief(found.until, author, at)
        return _("%(name)s is off hours until %(until)s your time; interrupted now") % {
            "name": name,
            "until": until,
        }
    if prospect.planned.urgent:
        return _("%(name)s is in working hours now") % {"name": name}
    told = _told(prospect, person, author, at)
    if found.until is None:
        return _("%(name)s has no upcoming hours; %(told)s") % {"name": name, "told": told}
    if found.state == "on":
        until = _brief(found.until, author, at)
        return _("%(name)s works until %(until)s your time; %(told)s") % {
            "name": name,
            "until": until,
            "told": told,
        }
    closing = end_of_working_day(prospect.person.schedule, at, 0) or found.until
    return _("%(name)s works %(opening)s to %(closing)s your time; %(told)s") % {
        "name": name,
        "opening": _brief(found.until, author, at),
        "closing": f"{_there(closing, author):%H:%M}",
        "told": told,
    }


def local_clock(person: User, at: datetime) -> str:
    return f"{_there(at, person):%H:%M}"


def at_their_clock(prospect: Prospect, person: User, at: datetime) -> str:
    """When somebody who covers hears of it: "now", "at 10:00", "Tue 10:00"."""
    held = prospect.held
    assert held is not None
    assert held.release_at is not None
    if is_now(prospect):
        return _("now")
    then, now = _there(held.release_at, person), _there(at, person)
    if then - now < timedelta(days=1):
        return _("at %(clock)s") % {"clock": f"{then:%H:%M}"}
    return write_moment(then, now)


def is_now(prospect: Prospect) -> bool:
    """In working hours the page tells at once; the mail's few minutes of grace are for reading it
    there."""
    return prospect.held is not None and prospect.held.why in {Why.IN_HOURS, Why.URGENT}


def day_and_month(day: datetime) -> str:
    return f"{day.day} {str(MONTHS_3[day.month]).title()}"


def _told(prospect: Prospect, person: User, author: User, at: datetime) -> str:
    held = prospect.held
    if held is None or held.release_at is None:
        return hears(prospect, person, at).lower()
    if is_now(prospect):
        return _("notified now")
    then, now = _there(held.release_at, author), _there(at, author)
    if held.why is Why.LEAVE:
        then = _there(held.release_at, person)
        return _("notified on %(day)s") % {"day": f"{then.day} {MONTHS[then.month]}"}
    if (then - now).days >= 1:
        return _("notified %(when)s") % {"when": write_moment(then, now)}
    return _("notified at %(when)s") % {"when": f"{then:%H:%M}"}


def _brief(then: datetime, author: User, at: datetime) -> str:
    """The hour within a day, else with the day."""
    there, now = _there(then, author), _there(at, author)
    return f"{there:%H:%M}" if then - at < timedelta(days=1) else write_moment(there, now)


def _duration(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return _("%(minutes)d min") % {"minutes": max(minutes, 1)}


def _there(at: datetime, person: User) -> datetime:
    return at.astimezone(zone_named(person.time_zone))
