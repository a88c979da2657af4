"""The strips above the first page's list: what is urgent, and until when it is quiet."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.wall_clock import zone_named
from notifications import clock
from notifications.quiet import quiet_of, until_words, urgent_of
from threads.models import Ask

register = template.Library()


@register.inclusion_tag("notifications/_strips.html", takes_context=True)
def quiet_strips(context: RequestContext) -> dict[str, Any]:
    """For the person who is signed in."""
    user: User = context["request"].user
    now = clock.now()
    quiet = quiet_of(user, now)
    title = ""
    if quiet and quiet.until:
        title = _("Quiet until %(when)s") % {"when": until_words(quiet.until, user, now)}
    elif quiet:
        title = _("Quiet, no upcoming hours")
    return {"quiet": quiet, "title": title, "urgent": urgent_of(user)}


@register.filter
def sent_there(ask: Ask) -> str:
    """ "07:18 in Nairobi": the author's clock when they asked."""
    author = ask.message.author
    there = ask.message.created_at.astimezone(zone_named(author.time_zone))
    return _("%(clock)s in %(place)s") % {"clock": f"{there:%H:%M}", "place": author.place}
