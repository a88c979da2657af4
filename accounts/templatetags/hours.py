"""How somebody stands to their working time now: the mark on the avatar, the words beside it.

Both change by themselves as time passes, so they stand on pages and never in what is sent to
open browsers.
"""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.clock_words import Presence, presence
from accounts.models import User
from accounts.templatetags.ui import avatar
from accounts.working_time import Schedule

register = template.Library()


@register.simple_tag
def avatar_with_hours(user: User, schedule: Schedule) -> SafeString:
    """The avatar with a disc in hours, a ring off hours, a bar on leave."""
    return avatar(user, hours=_now(user, schedule).state)


@register.simple_tag
def hours_words(user: User, schedule: Schedule) -> str:
    """ "09:50 Bengaluru, until 18:00" or what else is true now."""
    return _now(user, schedule).words


@register.filter
def duration(minutes: int) -> str:
    """ "1 h 30 min", "4 h", "none"."""
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return _("none")
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def _now(user: User, schedule: Schedule) -> Presence:
    return presence(schedule, user.place, timezone.now(), user.focus_until)
