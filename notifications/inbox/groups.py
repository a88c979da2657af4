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

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Coalesce, Greatest

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


def asks_of(user: User, now: datetime) -> QuerySet[Ask]:
    """What is asked of `user` and open, of each thread the soonest, with `due` (a promise
    counts instead of the due time); soonest first, what is never due last."""
    soonest = (
        open_asks(user, now)
        .annotate(due=_due())
        .order_by("message__thread_id", F("due").asc(nulls_last=True), "pk")
        .distinct("message__thread_id")
    )
    return (
        Ask.objects.filter(pk__in=soonest.values("pk"))
        .annotate(due=_due())
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


def open_asks(user: User, now: datetime) -> QuerySet[Ask]:
    """All of them, several a thread."""
    asks = Ask.objects.filter(person=user, closed_at=None)
    return _inside(asks, user, now)


def mentions_of(user: User, now: datetime) -> QuerySet[Mention]:
    """Of each thread the newest mention that is not dealt with; newest first."""
    newest = (
        _live_mentions(user, now)
        .order_by("message__thread_id", "-message__number")
        .distinct("message__thread_id")
    )
    return Mention.objects.filter(pk__in=newest.values("pk")).order_by("-message__created_at", "-pk")


def followed_by(user: User, now: datetime) -> QuerySet[Any]:
    """Threads `with_reading`, with `at`: when it came (back); newest first. `woken` are those
    whose snooze is over, read or not."""
    threads = visible_threads(user).filter(
        Q(pk__in=_candidates(user)),
        Q(channel=None) | Q(channel__kind__in=HEARD_KINDS, channel__archived_at=None),
    )
    triage = Triage.objects.filter(user=user, thread=OuterRef("pk"))
    reading: QuerySet[Any] = with_reading(threads, user)
    found: QuerySet[Any] = (
        reading.annotate(
            woken=awake(user, now, thread=OuterRef("pk")),
            was_done=Exists(triage.filter(done_number__isnull=False)),
        )
        .annotate(at=_came())
        .filter(Q(woken__isnull=False) | _is_news())
        .exclude(pk__in=open_asks(user, now).values("message__thread"))
        .exclude(pk__in=_live_mentions(user, now).values("message__thread"))
        .exclude(pk__in=asleep(user, now).values("thread"))
        .order_by("-at", "-pk")
    )
    return found


def _live_mentions(user: User, now: datetime) -> QuerySet[Mention]:
    thread, number = OuterRef("message__thread"), OuterRef("message__number")
    settled = Ask.objects.filter(message=OuterRef("message"), person=user).exclude(state=Ask.State.WITHDRAWN)
    mentions = (
        Mention.objects.filter(user=user, message__deleted_at=None)
        .filter(~Exists(Triage.objects.filter(user=user, thread=thread, done_number__gte=number)))
        .filter(~Exists(Message.objects.filter(thread=thread, author=user, number__gt=number)))
        .filter(~Exists(Reaction.objects.filter(message=OuterRef("message"), user=user)))
        .filter(~Exists(settled))
    )
    return _inside(mentions, user, now).exclude(
        message__thread__in=open_asks(user, now).values("message__thread")
    )


def _inside(rows: QuerySet[M], user: User, now: datetime) -> QuerySet[M]:
    """Those whose message's thread may stand in the inbox."""
    threads = visible_threads(user).filter(channel__archived_at=None)
    return rows.filter(message__thread__in=threads.values("pk")).exclude(
        message__thread__in=asleep(user, now).values("thread")
    )


def _due() -> Coalesce:
    return Coalesce("promised_at", "due_at")


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


def _came() -> ExpressionWrapper[Any]:
    at = Case(
        When(woken__isnull=False, then=Greatest("woken", "last_activity_at")),
        default=F("last_activity_at"),
        output_field=DateTimeField(),
    )
    return ExpressionWrapper(at, output_field=DateTimeField())
