"""What the inbox's templates ask Python for."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import schedule_for
from accounts.working_time import next_opening
from notifications import clock
from notifications.inbox.leave import Leave
from notifications.inbox.words import due_of
from notifications.quiet import until_words
from threads.models import Ask, Urgency
from threads.templatetags.norms import urgency_mark

register = template.Library()


@register.simple_tag
def due(ask: Ask) -> SafeString:
    """The stitches of its urgency and "by Tue 17:00"."""
    found = due_of(ask, clock.now())
    return format_html(
        '<span class="due"{}>{} {}</span>',
        format_html(' data-due="{}"', found.state) if found.state else "",
        urgency_mark(ask.urgency, str(Urgency(ask.urgency).label)),
        found.words,
    )


@register.filter
def naming(text: str, user: User) -> SafeString:
    """An excerpt (plain text) with the viewer's own name in it made to stand out."""
    name = escape(f"@{user.first_name}")
    return mark_safe(escape(text).replace(name, f"<b>{name}</b>"))  # noqa: S308 - escaped on this line


@register.simple_tag
def here_and_now(user: User, state: str) -> str:
    """ "Sunday 21:20 in Denver, outside your hours"; `state` is "on", "off" or "leave"."""
    now = timezone.localtime(clock.now())
    facts = {"weekday": WEEKDAYS[now.weekday()], "clock": f"{now:%H:%M}", "place": user.place}
    match state:
        case "on":
            return _("%(weekday)s %(clock)s in %(place)s, within your hours") % facts
        case "leave":
            return _("%(weekday)s %(clock)s in %(place)s, on leave") % facts
        case _:
            return _("%(weekday)s %(clock)s in %(place)s, outside your hours") % facts


@register.filter
def dates(leave: Leave) -> str:
    """ "from 9 to 20 November", "from 28 November to 4 December"."""
    pattern = "j" if (leave.first.year, leave.first.month) == (leave.last.year, leave.last.month) else "j F"
    first, last = date_format(leave.first, pattern), date_format(leave.last, "j F")
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


@register.simple_tag
def seconds_until(at: datetime | None) -> int | str:
    """How long from now, rounded up, for the page's own alarm; "" for never."""
    return max(1, int((at - clock.now()).total_seconds()) + 1) if at else ""


@register.simple_tag
def kept_until(user: User) -> str:
    """ "Monday 09:00": when what arrives now is let through; "" where no hours come."""
    now = clock.now()
    focus = user.focus_until if user.focus_until and user.focus_until > now else None
    until = next_opening(schedule_for(user), focus or now)
    return until_words(until, user, now) if until else ""
