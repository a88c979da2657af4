"""Which threads need somebody, each in its strongest group (product.md, Words: Inbox).

Needs your reply   an ask of theirs is open in it
Mentions           a message names them that they have not dealt with: not done with, not
                   answered by writing after it, reacted to, or asked by it and settled
Following          unread, and they follow it: by choice, as one of the people of a direct
                   thread, as something new in a channel of which they want every thread, or
                   because they were done with it and it went on. Also what they snoozed until
                   now and have not touched since.

A snoozed thread is in none of them until its time, or until a message or an ask addresses them.
A thread of an archived channel is in none: nobody can answer there. The watercooler's are
there by a mention only.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from notifications.inbox.snoozed import asleep, awake
from notifications.models import Triage
from threads.access import visible_threads
from threads.models import (
    Ask,
    Channel,
    Level,
    Membership,
    Mention,
    Message,
    Participant,
    Reaction,
    ReadMark,
    Thread,
)
from threads.queries.unread import with_reading

M = TypeVar("M", bound=Model)

HEARD_KINDS = [Channel.Kind.REGULAR, Channel.Kind.ANNOUNCEMENTS]


@dataclass(frozen=True)
class Asked:
    """`due` is the promised time, else the due time; None is never."""

    due: datetime | None
    ask: int
    thread: int


@dataclass(frozen=True)
class Named:
    at: datetime
    mention: int
    thread: int


@dataclass(frozen=True)
class Followed:
    """`at` is when it came (back), `new` how many messages are unread, `woken` when its snooze
    ended."""

    at: datetime
    thread: int
    new: int
    woken: datetime | None


@dataclass(frozen=True)
class Standing:
    """Every thread of the inbox once, as keys: `needs` the soonest due first (of a thread its
    soonest ask), the others the newest first (of a thread its newest mention). `asleep` are
    those that are snoozed, and until when."""

    needs: list[Asked]
    mentions: list[Named]
    following: list[Followed]
    asleep: dict[int, datetime]


def standing_of(user: User, now: datetime) -> Standing:
    """In four queries that read keys alone; each leaves out what a stronger group has."""
    sleeping = _asleep(user, now)
    needs = _needs(user, sleeping)
    taken = {*sleeping, *(one.thread for one in needs)}
    mentions = _mentions(user, taken)
    following = _following(user, now, taken | {one.thread for one in mentions})
    return Standing(needs, mentions, following, sleeping)


def needs_alone(user: User, now: datetime) -> list[Asked]:
    """As the `needs` of `standing_of`, in two queries."""
    return _needs(user, _asleep(user, now))


def open_asks(user: User, now: datetime) -> QuerySet[Ask]:
    """All that stand in the inbox, several a thread."""
    return _asks(user).exclude(message__thread__in=asleep(user, now).values("thread"))


def _asleep(user: User, now: datetime) -> dict[int, datetime]:
    rows = asleep(user, now).values_list("thread", "snoozed_until")
    return {thread: until for thread, until in rows if until}


def _asks(user: User) -> QuerySet[Ask]:
    return _inside(Ask.objects.filter(person=user, closed_at=None), user)


def _needs(user: User, sleeping: Container[int]) -> list[Asked]:
    rows = _asks(user).order_by(Coalesce("promised_at", "due_at").asc(nulls_last=True), "pk")
    soonest: dict[int, Asked] = {}
    for promised, due, pk, thread in rows.values_list("promised_at", "due_at", "pk", "message__thread"):
        if thread not in sleeping:
            soonest.setdefault(thread, Asked(promised or due, pk, thread))
    return list(soonest.values())


def _mentions(user: User, taken: set[int]) -> list[Named]:
    rows = _live_mentions(user).order_by("-message__created_at", "-pk")
    newest: dict[int, tuple[int, Named]] = {}
    for at, number, pk, thread in rows.values_list(
        "message__created_at", "message__number", "pk", "message__thread"
    ):
        if thread not in taken and number > newest.get(thread, (0, None))[0]:
            newest[thread] = (number, Named(at, pk, thread))
    return sorted((one for _, one in newest.values()), key=lambda one: (one.at, one.mention), reverse=True)


def _following(user: User, now: datetime, taken: set[int]) -> list[Followed]:
    threads = visible_threads(user).filter(
        Q(pk__in=_candidates(user)),
        Q(channel=None) | Q(channel__kind__in=HEARD_KINDS, channel__archived_at=None),
    )
    triage = Triage.objects.filter(user=user, thread=OuterRef("pk"))
    reading: QuerySet[Any] = with_reading(threads.select_related(None), user)
    rows = (
        reading.annotate(
            woken=awake(user, now, thread=OuterRef("pk")),
            was_done=Exists(triage.filter(done_number__isnull=False)),
        )
        .filter(Q(woken__isnull=False) | _is_news())
        .values_list("pk", "last_activity_at", "last_number", "read_number", "woken")
    )
    found = [
        Followed(max(at, woken) if woken else at, pk, max(last - read, 0), woken)
        for pk, at, last, read, woken in rows
        if pk not in taken
    ]
    return sorted(found, key=lambda one: (one.at, one.thread), reverse=True)


def _live_mentions(user: User) -> QuerySet[Mention]:
    thread, number = OuterRef("message__thread"), OuterRef("message__number")
    settled = Ask.objects.filter(message=OuterRef("message"), person=user).exclude(state=Ask.State.WITHDRAWN)
    mentions = (
        Mention.objects.filter(user=user, message__deleted_at=None)
        .filter(~Exists(Triage.objects.filter(user=user, thread=thread, done_number__gte=number)))
        .filter(~Exists(Message.objects.filter(thread=thread, author=user, number__gt=number)))
        .filter(~Exists(Reaction.objects.filter(message=OuterRef("message"), user=user)))
        .filter(~Exists(settled))
    )
    return _inside(mentions, user)


def _inside(rows: QuerySet[M], user: User) -> QuerySet[M]:
    """Those whose message's thread may stand in the inbox."""
    threads = visible_threads(user).filter(channel__archived_at=None)
    return rows.filter(message__thread__in=threads.values("pk"))


def _candidates(user: User) -> QuerySet[Any]:
    """Ids of all threads that may be followed news: few among all, each found by an index."""
    mine = Membership.objects.filter(user=user, level=Level.EVERY)
    news = Thread.objects.filter(
        Exists(mine.filter(channel=OuterRef("channel"), caught_up_at__lt=OuterRef("last_activity_at")))
    )
    return (
        ReadMark.objects.filter(user=user, following=True)
        .values("thread")
        .union(
            Participant.objects.filter(user=user).values("thread"),
            Triage.objects.filter(user=user).values("thread"),
            news.values("pk"),
        )
    )


def _is_news() -> Q:
    """Spelt without negation: `following` and `level` may be null."""
    unsaid = Q(following=None)
    unmuted = Q(level=None) | Q(level__in=[Level.EVERY, Level.MENTIONS])
    follows = (
        Q(following=True)
        | (unsaid & Q(channel=None))
        | (unsaid & Q(level=Level.EVERY, read_number=0))
        | (unsaid & unmuted & Q(was_done=True))
    )
    return Q(last_number__gt=F("read_number")) & follows
