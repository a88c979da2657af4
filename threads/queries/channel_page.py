"""All that a channel's page shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from threads.models import Channel, Thread
from threads.queries.channels import ChannelFacts, channel_facts
from threads.queries.people import earliest_members
from threads.queries.rows import Row, Rows, part_of_rows, rows_of
from threads.queries.unread import with_reading

PAGE = 30
FACES = 4


@dataclass(frozen=True)
class ChannelPage:
    """`pinned` stand first, on the first part only; `rest` are by newest activity."""

    facts: ChannelFacts
    faces: list[User]
    pinned: list[Row]
    rest: Rows

    @property
    def channel(self) -> Channel:
        return self.facts.channel

    @property
    def rows(self) -> list[Row]:
        return [*self.pinned, *self.rest.rows]


def load(user: User, channel_id: int, *, state: str, kind: str, before: str) -> ChannelPage:
    """The page as `user` sees it, or Http404. `kind` "" is every kind; `before` is the key
    that an earlier part gave, "" for the first."""
    facts = channel_facts(user, channel_id)
    threads = with_reading(_threads(facts.channel, state, kind), user)
    pinned = threads.filter(pinned_at__isnull=False).order_by("-last_activity_at", "-id")
    return ChannelPage(
        facts=facts,
        faces=earliest_members(facts.channel, FACES),
        pinned=[] if before else rows_of(pinned),
        rest=part_of_rows(threads.filter(pinned_at=None), before=before, size=PAGE),
    )


def _threads(channel: Channel, state: str, kind: str) -> QuerySet[Thread]:
    threads = Thread.objects.filter(channel=channel, state=state).select_related("author")
    return threads.filter(kind=kind) if kind else threads
