"""What somebody has not read yet, as expressions that every list shares.

A thread is unread when its newest message's number is above the read mark. Without a mark,
messages that were there when the person joined the channel (or last marked all of it as
read) count as read. A channel that one is not in, and a muted one, is unread only in the
threads that one follows.
"""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from threads.access import visible_threads
from threads.models import Level, Membership, Message, Participant, ReadMark, Thread


def with_reading(threads: QuerySet[Thread], user: User) -> QuerySet[Thread]:
    """Each thread with `read_number` (int), `following` (bool | None), `read_at`,
    `level` (of the membership, or None), `is_unread` (bool)."""
    marks = FilteredRelation("read_marks", condition=Q(read_marks__user=user))
    memberships = FilteredRelation("channel__memberships", condition=Q(channel__memberships__user=user))
    return (
        # One row of each at most, so that joining them doubles no thread.
        threads.annotate(my_mark=marks, my_membership=memberships)
        .annotate(
            following=F("my_mark__following"),
            read_at=F("my_mark__read_at"),
            level=F("my_membership__level"),
            caught_up_at=F("my_membership__caught_up_at"),
        )
        .annotate(
            read_number=Case(
                When(my_mark__number__isnull=False, then=F("my_mark__number")),
                When(channel=None, then=Value(0)),
                When(caught_up_at=None, then=F("last_number")),
                default=Coalesce(Subquery(_newest_before_catching_up()), Value(0)),
                output_field=IntegerField(),
            )
        )
        .annotate(
            is_unread=Case(
                When(Q(last_number__gt=F("read_number")) & _concerns(), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            )
        )
    )


def unread_threads(user: User) -> QuerySet[Thread]:
    """What is unread and concerns `user`, newest activity first."""
    mine = Q(
        Exists(
            Membership.objects.filter(
                user=user,
                channel=OuterRef("channel"),
                channel__archived_at=None,
                caught_up_at__lt=OuterRef("last_activity_at"),
            )
        )
    )
    takes_part = Q(channel=None) & Q(Exists(Participant.objects.filter(user=user, thread=OuterRef("pk"))))
    followed = Q(Exists(ReadMark.objects.filter(user=user, thread=OuterRef("pk"), following=True)))
    threads = visible_threads(user).filter(mine | takes_part | followed)
    reading: QuerySet[Any] = with_reading(threads, user)
    return reading.filter(is_unread=True).order_by("-last_activity_at", "-id")


def has_unread_thread(user: User) -> ExpressionWrapper[Any]:
    """For a Membership queryset: whether its channel has an unread thread, new since the
    person caught up or older and followed."""
    mark = ReadMark.objects.filter(user=user, thread=OuterRef("pk"))
    new = Exists(
        Thread.objects.filter(channel=OuterRef("channel"), last_activity_at__gt=OuterRef("caught_up_at"))
        .annotate(mark=Coalesce(Subquery(mark.values("number")[:1]), Value(0)))
        .filter(~Exists(mark.filter(following=False)), last_number__gt=F("mark"))
    )
    followed = ReadMark.objects.filter(
        user=user, following=True, thread__channel=OuterRef("channel"), number__lt=F("thread__last_number")
    )
    return ExpressionWrapper(Q(new) | Q(Exists(followed)), output_field=BooleanField())


def _newest_before_catching_up() -> QuerySet[Message, int]:
    return (
        Message.objects.filter(thread=OuterRef("pk"), created_at__lte=OuterRef("caught_up_at"))
        .order_by("-number")
        .values_list("number", flat=True)[:1]
    )


def _concerns() -> Q:
    """Followed; or in a channel of one's own that is not muted, or direct, unless unfollowed.
    Spelt without negation: `following` and `level` may be null."""
    heard = Q(level__in=[Level.EVERY, Level.MENTIONS]) | Q(channel=None)
    return Q(following=True) | (Q(following=None) & heard)
