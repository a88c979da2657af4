"""What somebody missed on leave: decisions, what waits, what their cover did, where it was busy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from accounts.models import TimeOff, User
from accounts.wall_clock import in_utc, local_date, zone_or_utc
from notifications.inbox.leave import Leave
from notifications.inbox.page import Group, needs_of
from threads.access import visible_channels, visible_threads
from threads.models import Ask, Channel, Level, Membership, Mention, Participant, ReadMark, Thread
from threads.queries.unread import unread_threads

MOST_DECIDED = 8
MOST_HANDED = 20
MOST_CHANNELS = 8
MOST_AWAY = 5
HEARD = [Channel.Kind.REGULAR, Channel.Kind.ANNOUNCEMENTS]

SECONDS_AN_ITEM = 20


@dataclass(frozen=True)
class Handed:
    """`comes_back`: the thread expects something of the person again."""

    ask: Ask
    comes_back: bool

    @property
    def is_settled(self) -> bool:
        return not self.comes_back and self.ask.closed_at is not None


@dataclass(frozen=True)
class Busy:
    """`share` is the number of its messages in hundredths of the busiest channel's."""

    channel: Channel
    messages: int
    share: int


@dataclass(frozen=True)
class Brief:
    """`messages` is all that is unread."""

    leave: Leave
    waits: Group
    decided: list[Thread]
    all_decided: int
    handed: list[Handed]
    busy: list[Busy]
    messages: int
    away: list[TimeOff]

    @property
    def settled(self) -> int:
        return sum(one.is_settled for one in self.handed)

    @property
    def coming_back(self) -> int:
        return sum(one.comes_back for one in self.handed)

    @property
    def minutes(self) -> int:
        items = len(self.waits.rows) + len(self.decided) + len(self.handed) + len(self.busy)
        return max(1, round(items * SECONDS_AN_ITEM / 60))


def brief_of(user: User, leave: Leave, now: datetime) -> Brief:
    """In a fixed number of queries."""
    waits = needs_of(user, now)
    decided = _decided(user, leave)
    return Brief(
        leave=leave,
        waits=waits,
        decided=list(decided.select_related("resolved_by").order_by("-resolved_at", "-pk")[:MOST_DECIDED]),
        all_decided=decided.count(),
        handed=_handed(user, leave),
        busy=_busy(user, leave),
        messages=unread_threads(user)
        .order_by()
        .aggregate(sum=Coalesce(Sum(F("last_number") - F("read_number")), 0))["sum"],
        away=_away(user, now),
    )


def _decided(user: User, leave: Leave) -> QuerySet[Thread]:
    """Resolved meanwhile, with an outcome, where they are a member, take part or follow."""
    thread = OuterRef("pk")
    concerns = (
        Q(Exists(Membership.objects.filter(user=user, channel=OuterRef("channel"))))
        | Q(Exists(Participant.objects.filter(user=user, thread=thread)))
        | Q(Exists(ReadMark.objects.filter(user=user, thread=thread, following=True)))
    )
    return (
        visible_threads(user)
        .filter(
            concerns,
            Q(channel=None) | Q(channel__kind__in=HEARD),
            resolved_at__gte=leave.since,
            resolved_at__lt=leave.until,
        )
        .exclude(outcome="")
    )


def _handed(user: User, leave: Leave) -> list[Handed]:
    """What was asked of their cover instead of them: handed over, or asked of the cover by a
    message that names both."""
    if leave.cover is None:
        return []
    instead = Q(handed_from__person=user) | Q(
        Exists(Mention.objects.filter(user=user, message=OuterRef("message")))
    )
    asks = (
        Ask.objects.filter(
            instead,
            person=leave.cover,
            opened_at__gte=leave.since,
            opened_at__lt=leave.until,
            message__thread__in=visible_threads(user).values("pk"),
        )
        .annotate(
            comes_back=Exists(
                Ask.objects.filter(person=user, closed_at=None, message__thread=OuterRef("message__thread"))
            )
        )
        .select_related("person", "message__author", "message__thread__channel")
        .order_by("opened_at", "pk")[:MOST_HANDED]
    )
    rows: list[Any] = list(asks)
    return [Handed(ask, ask.comes_back) for ask in rows]


def _busy(user: User, leave: Leave) -> list[Busy]:
    written = Count(
        "threads__messages",
        filter=Q(
            threads__messages__created_at__gte=leave.since,
            threads__messages__created_at__lt=leave.until,
            threads__messages__deleted_at=None,
        ),
    )
    mine = Membership.objects.filter(user=user, level__in=[Level.EVERY, Level.MENTIONS])
    channels: QuerySet[Any] = (
        visible_channels(user)
        .filter(pk__in=mine.values("channel"), kind__in=HEARD, archived_at=None)
        .filter(threads__last_activity_at__gte=leave.since)
        .annotate(written=written)
        .filter(written__gt=0)
        .order_by("-written", "name")[:MOST_CHANNELS]
    )
    rows = list(channels)
    most = max((row.written for row in rows), default=1)
    return [Busy(row, row.written, max(1, round(100 * row.written / most))) for row in rows]


def _away(user: User, now: datetime) -> list[TimeOff]:
    """Who is on leave now, whoever that is."""
    today = local_date(in_utc(now), zone_or_utc(user.time_zone))
    return list(
        TimeOff.objects.filter(first__lte=today, last__gte=today, user__is_active=True)
        .exclude(user=user)
        .select_related("user", "cover")
        .order_by("last", "pk")[:MOST_AWAY]
    )
