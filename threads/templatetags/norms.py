"""Urgency and norms, drawn and in words."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.moments import write_moment
from accounts.wall_clock import zone_named
from threads import norm_words
from threads.models import Thread, Urgency
from threads.norms import Norm
from threads.queries.norms import usual_norm

register = template.Library()

LEVELS = {value: level for level, value in enumerate(Urgency.values)}


@register.simple_tag
def urgency_mark(urgency: str, label: str = "") -> SafeString:
    """One to three stitches; `label` for where no words stand beside them."""
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    stitches = SafeString("<i></i><i></i><i></i>")
    return format_html('<span class="urgency" data-level="{}" {}>{}</span>', LEVELS[urgency], said, stitches)


@register.filter
def urgency_label(urgency: str) -> str:
    return str(Urgency(urgency).label)


@register.filter
def by_when(norm: Norm) -> str:
    """ "within 4 working hours", or nothing."""
    return norm_words.by_when(norm)


@register.filter
def usual_answer(thread: Thread) -> str:
    """By when an answer is expected there, "by the end of the next working day", or nothing."""
    return norm_words.by_when(usual_norm(thread))


@register.filter
def as_rule(norm: Norm) -> str:
    """ "Within 4 working hours"."""
    return norm_words.rule(norm)


@register.filter
def clock_of(at: datetime, person: User) -> str:
    """`at` by the clock of `person`: "Mon 09:30"."""
    zone = zone_named(person.time_zone)
    return write_moment(at.astimezone(zone), timezone.now().astimezone(zone))


@register.filter
def beside(at: datetime, now: datetime) -> str:
    """`at` in its own zone as read at `now`: "Mon 09:30", further off with the date."""
    return write_moment(at, now.astimezone(at.tzinfo))
