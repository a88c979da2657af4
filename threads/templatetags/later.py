"""What pages about drafts and sending later ask Python for."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from accounts.models import User
from threads.queries.sidebar import label_of

register = template.Library()


@register.filter
def first_names(people: Sequence[User]) -> str:
    """ "Maya and Inês"."""
    return label_of(list(people))
