"""The norms and limits that hold in a channel now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q

from threads.models import Channel, ResponseNorm, UrgentPolicy
from threads.norms import DEFAULTS, Norm


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


def norm_for(channel: Channel | None, urgency: str) -> Norm:
    """The channel's own norm, else the organization's, else the default; one query."""
    rows = ResponseNorm.objects.filter(Q(channel=None) | Q(channel=channel), urgency=urgency)
    row = rows.order_by(F("channel").asc(nulls_last=True)).first()
    return as_norm(row) if row else DEFAULTS[urgency]


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
