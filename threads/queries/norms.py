"""The norms and limits that hold in a channel now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from threads.access import visible_channels
from threads.models import Channel, Message, ResponseNorm, Thread, Urgency, UrgentPolicy
from threads.norms import DEFAULTS, NO_REPLY, Norm


@dataclass(frozen=True)
class UrgentLimits:
    """At most `most_people` a message and `most_a_day` messages an author; repeated at most
    `repeats` times, `repeat_minutes` apart. Not `is_allowed` where the channel or the
    organization switched urgent off."""

    is_allowed: bool = True
    most_people: int = 5
    most_a_day: int = 3
    repeats: int = 3
    repeat_minutes: int = 10


# Fewer would say something about single people (product.md, Privacy).
LEAST_WRITERS = 5
A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class ChannelRule:
    """What differs in one channel. `norm` is what "By norm" means there. In a watercooler
    nobody is asked for anything, and no admin changes that."""

    channel: Channel
    norm: Norm
    is_urgent_allowed: bool

    @property
    def is_watercooler(self) -> bool:
        return self.channel.kind == Channel.Kind.WATERCOOLER


def norm_for(channel: Channel | None, urgency: str) -> Norm:
    """The channel's own norm, else the organization's, else the default; one query."""
    row = _own_first(channel, urgency).first()
    return as_norm(row) if row else DEFAULTS[urgency]


def norm_within(channel: Channel | OuterRef | None, urgency: str) -> Subquery:
    """As `norm_for`, as a part of another query: the fields of a Norm, or None for the default."""
    return Subquery(_own_first(channel, urgency).values(norm=JSONObject(kind="kind", amount="amount"))[:1])


def _own_first(channel: Channel | OuterRef | None, urgency: str) -> QuerySet[ResponseNorm]:
    rows = ResponseNorm.objects.filter(Q(channel=None) | Q(channel=channel), urgency=urgency)
    return rows.order_by(F("channel").asc(nulls_last=True))


def usual_norm(thread: Thread) -> Norm:
    """What "By norm" means in `thread`, which may come with `norm_within` as `usual_norm`; else one
    query. A watercooler expects nothing."""
    if "usual_norm" in vars(thread):
        return norm_as_told(thread.channel, vars(thread)["usual_norm"])
    return norm_as_told(thread.channel, vars(norm_for(thread.channel, Urgency.NORM)))


def norm_as_told(channel: Channel | None, fields: dict[str, Any] | None) -> Norm:
    """What "By norm" means in `channel`, from what `norm_within` found."""
    if channel and channel.kind == Channel.Kind.WATERCOOLER:
        return NO_REPLY
    return Norm(**fields) if fields else DEFAULTS[Urgency.NORM]


def norms_of(channel: Channel | None) -> dict[str, Norm]:
    """Every urgency's norm in `channel` (None: the organization's own); one query."""
    rows = ResponseNorm.objects.filter(Q(channel=None) | Q(channel=channel))
    organization_first = rows.order_by(F("channel").asc(nulls_first=True))
    return DEFAULTS | {row.urgency: as_norm(row) for row in organization_first}


def urgent_limits(channel: Channel | None) -> UrgentLimits:
    """One query."""
    rows = {row.channel_id: row for row in UrgentPolicy.objects.filter(Q(channel=None) | Q(channel=channel))}
    own = rows.get(channel.pk) if channel else None
    whole = rows.get(None)
    limits = whole or UrgentPolicy()
    return UrgentLimits(
        is_allowed=limits.is_allowed and (own is None or own.is_allowed),
        most_people=limits.most_people,
        most_a_day=limits.most_a_day,
        repeats=limits.repeats,
        repeat_minutes=limits.repeat_minutes,
    )


def as_norm(row: ResponseNorm) -> Norm:
    return Norm(row.kind, row.amount)  # type: ignore[arg-type]


def channel_rules(viewer: User) -> list[ChannelRule]:
    """The channels with their own rules, of those that `viewer` may read; three queries."""
    own = {row.channel_id: as_norm(row) for row in ResponseNorm.objects.filter(urgency=Urgency.NORM)}
    off = set(UrgentPolicy.objects.filter(is_allowed=False).values_list("channel_id", flat=True))
    different = Q(pk__in=[pk for pk in {*own, *off} if pk]) | Q(kind=Channel.Kind.WATERCOOLER)
    channels = visible_channels(viewer).filter(different, archived_at=None).order_by("name")
    everywhere = own.get(None, DEFAULTS["norm"])
    return [_channel_rule(channel, own.get(channel.pk, everywhere), off) for channel in channels]


def _channel_rule(channel: Channel, norm: Norm, off: Collection[int | None]) -> ChannelRule:
    if channel.kind == Channel.Kind.WATERCOOLER:
        return ChannelRule(channel, NO_REPLY, is_urgent_allowed=False)
    return ChannelRule(channel, norm, is_urgent_allowed=None not in off and channel.pk not in off)


def used_last_month(now: datetime) -> dict[str, int] | None:
    """Percent of the organization's messages by urgency; None while too few people wrote."""
    messages = Message.objects.filter(created_at__gt=now - A_MONTH, deleted_at=None)
    if messages.aggregate(writers=Count("author", distinct=True))["writers"] < LEAST_WRITERS:
        return None
    counts = dict(messages.values_list("urgency").annotate(Count("pk")).order_by())
    total = sum(counts.values())
    return {urgency: round(100 * counts.get(urgency, 0) / total) for urgency in Urgency.values}
