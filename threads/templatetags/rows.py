"""What rows of threads ask Python for."""

from __future__ import annotations

from django import template

from threads.markdown import excerpt as excerpt_of

register = template.Library()


@register.filter
def excerpt(html: str) -> str:
    """The beginning of a message in one line of plain text."""
    return excerpt_of(html)
