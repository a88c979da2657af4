"""Somebody's hours in a few words, for lists."""

from __future__ import annotations

from django import template

from accounts.hours_in_words import span_in_words
from accounts.models import User

register = template.Library()


@register.filter
def span(user: User) -> str:
    """Reads `working_hours`, which a list prefetches."""
    return span_in_words(user.working_hours.all())
