"""When people hear of what is asked of them, on the page of whoever asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django import template

from notifications.queries.told import told_at
from threads.models import Ask
from threads.queries.asks import Waiting

register = template.Library()


@register.simple_tag
def told_times(waiting: Iterable[Waiting]) -> Mapping[int, datetime | None]:
    """For `told_of`; a fixed number of queries for the whole page."""
    return told_at([waited.ask for entry in waiting for waited in entry.people])


@register.filter
def told_of(times: Mapping[int, datetime | None], ask: Ask) -> datetime | None:
    """None where no hours lie ahead."""
    return times.get(ask.pk)
