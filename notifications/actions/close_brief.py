"""Mark the rest as read: what does not wait for an answer is no news any more."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from notifications import clock
from notifications.actions.triage import finish
from notifications.inbox.groups import standing_of
from notifications.models import InboxMark
from threads.models import Thread
from threads.queries.unread import unread_threads


def close_brief(*, user: User, last: date) -> int:
    """All that is unread or names them is done, but for what expects an answer of them; the
    brief about the leave that ended on `last` is told no more. How many threads."""
    now: datetime = clock.now()
    with transaction.atomic():
        standing = standing_of(user, now)
        rest = Thread.objects.filter(
            Q(pk__in=unread_threads(user).order_by().values("pk"))
            | Q(pk__in=[one.thread for one in standing.mentions])
        ).exclude(pk__in=[one.thread for one in standing.needs])
        seen = dict(rest.values_list("pk", "last_number"))
        finish(user=user, seen=seen)
        InboxMark.objects.update_or_create(user=user, defaults={"brief_closed": last})
    return len(seen)
