"""Channels with what their pages say about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from threads import rights
from threads.access import found, visible_channels
from threads.models import Channel, Membership, Thread, Urgency
from threads.norms import Norm
from threads.queries.norms import norm_as_told, norm_within


@dataclass(frozen=True)
class ChannelFacts:
    """A channel as somebody sees it. `level` is theirs, None without a membership; `clocks`
    counts the different times that its members' clocks show now; `norm` is what "By norm" means."""

    channel: Channel
    level: str | None
    members: int
    clocks: int
    open: int
    resolved: int
    norm: Norm

    @property
    def is_member(self) -> bool:
        return self.level is not None


@dataclass(frozen=True)
class ListedChannel:
    """A line of the list of channels."""

    channel: Channel
    level: str | None
    members: int


def channel_facts(user: User, channel_id: int) -> ChannelFacts:
    """The channel as `user` sees it, in one query, or Http404."""
    channels = _with_membership(visible_channels(user).filter(pk=channel_id), user)
    channel: Any = found(
        channels.annotate(
            zones=ArraySubquery(_members().values("user__time_zone").distinct()),
            open_threads=_threads(Thread.State.OPEN),
            resolved_threads=_threads(Thread.State.RESOLVED),
            usual_norm=norm_within(OuterRef("pk"), Urgency.NORM),
        )
    )
    return ChannelFacts(
        channel=channel,
        level=channel.level,
        members=channel.member_count,
        clocks=_clocks(channel.zones),
        open=channel.open_threads,
        resolved=channel.resolved_threads,
        norm=norm_as_told(channel, channel.usual_norm),
    )


def listed_channels(user: User) -> list[ListedChannel]:
    """Every channel that `user` may read, by name, archived ones too."""
    channels: QuerySet[Any] = _with_membership(visible_channels(user), user)
    return [
        ListedChannel(channel, channel.level, channel.member_count)
        for channel in channels.order_by("name", "pk")
    ]


def channels_to_write_in(user: User) -> QuerySet[Channel]:
    """Where `user` may start a thread; two queries once it is looked at."""
    channels = visible_channels(user).filter(archived_at=None)
    allowed = [channel.pk for channel in channels if rights.may_start_thread(user, channel)]
    return Channel.objects.filter(pk__in=allowed).order_by("name", "pk")


def _with_membership(channels: QuerySet[Channel], user: User) -> QuerySet[Channel]:
    mine = Membership.objects.filter(user=user, channel=OuterRef("pk"))
    return channels.annotate(level=Subquery(mine.values("level")[:1]), member_count=_count(_members()))


def _members() -> QuerySet[Membership]:
    return Membership.objects.filter(channel=OuterRef("pk"), user__is_active=True)


def _threads(state: Thread.State) -> Coalesce:
    return _count(Thread.objects.filter(channel=OuterRef("pk"), state=state))


def _count(of_channel: QuerySet[Any]) -> Coalesce:
    counted = of_channel.order_by().values("channel").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _clocks(zones: list[str]) -> int:
    now = timezone.now()
    return len({now.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones})
