"""What could not be sent, beside the link to it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from threads.models import ScheduledMessage
from threads.queries.counts import count_in_sidebar


def connect() -> None:
    """Called once, when the app is ready."""
    count_in_sidebar("not_sent", not_sent_of)


def not_sent_of(author: User, _at: datetime) -> QuerySet[ScheduledMessage]:
    return ScheduledMessage.objects.filter(author=author, state=ScheduledMessage.State.FAILED)
