"""Who acknowledged what somebody wrote: one quiet line, never a notification (product.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from notifications.models import InboxMark
from threads.access import visible_threads
from threads.models import Channel, Reaction, Thread

SHOWN_FOR = timedelta(days=14)
MOST_READ = 500


@dataclass(frozen=True)
class Acknowledged:
    """`people` are how many; `thread` is where the latest was and `more` how many other threads
    there are. `until` is the moment of the latest reaction."""

    people: int
    thread: Thread
    more: int
    until: datetime


def acknowledged(user: User, now: datetime) -> Acknowledged | None:
    """Since they last said that they saw it, at most SHOWN_FOR; one query."""
    seen = InboxMark.objects.filter(user=user, acknowledged_at__gte=OuterRef("created_at"))
    reactions = (
        Reaction.objects.filter(
            Q(message__thread__channel=None)
            | Q(message__thread__channel__kind__in=[Channel.Kind.REGULAR, Channel.Kind.ANNOUNCEMENTS]),
            message__author=user,
            message__deleted_at=None,
            message__thread__in=visible_threads(user).values("pk"),
            created_at__gt=now - SHOWN_FOR,
        )
        .exclude(user=user)
        .exclude(Exists(seen))
        .select_related("message__thread")
        .only("created_at", "user", "message", "message__thread", "message__thread__title")
        .order_by("-created_at", "-pk")[:MOST_READ]
    )
    found = list(reactions)
    if not found:
        return None
    return Acknowledged(
        people=len({reaction.user_id for reaction in found}),
        thread=found[0].message.thread,
        more=len({reaction.message.thread_id for reaction in found}) - 1,
        until=found[0].created_at,
    )
