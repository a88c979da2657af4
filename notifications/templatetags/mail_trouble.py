"""Tells where mail does not arrive: the person themselves, and the admins."""

from __future__ import annotations

from django import template

from accounts.models import User
from notifications.models import Breaker, MailTrouble
from notifications.refusals import trouble_of, troubles

register = template.Library()

SHOWN = 5


@register.inclusion_tag("notifications/_mail_trouble.html")
def mail_trouble(user: User) -> dict[str, MailTrouble | None]:
    """A notice while this person's mail server refuses our mail; else nothing."""
    return {"trouble": trouble_of(user)}


@register.inclusion_tag("notifications/_mail_troubles.html")
def mail_troubles() -> dict[str, object]:
    """For admins: whose mail is refused, and whether the mail server answers at all."""
    rows = list(troubles()[: SHOWN + 1])
    return {
        "breaker": Breaker.objects.filter(transport="email").first(),
        "troubles": rows[:SHOWN],
        "has_more": len(rows) > SHOWN,
    }
