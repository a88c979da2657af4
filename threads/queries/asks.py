"""Asks that are open: those of one person in a thread, and those that an author waits for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from accounts.queries import schedules_for
from accounts.working_time import Schedule
from threads.access import visible_threads
from threads.models import Ask, Message, Thread

A_WEEK = timedelta(days=7)
MOST_SHOWN = 100


@dataclass(frozen=True)
class Waited:
    """One person of whom an answer is expected, or was."""

    ask: Ask
    schedule: Schedule
    handed_from: Ask | None

    @property
    def person(self) -> User:
        return self.ask.person


@dataclass(frozen=True)
class Waiting:
    """A message of the viewer's that still expects an answer."""

    message: Message
    people: list[Waited]

    @property
    def answered(self) -> int:
        return sum(not waited.ask.is_open for waited in self.people)


def asked_of(user: User, thread: Thread) -> list[Ask]:
    """What `thread`, which `user` may read, expects of them; one query."""
    asks = Ask.objects.filter(person=user, message__thread=thread, closed_at=None)
    return list(asks.select_related("message__author").order_by("opened_at", "pk"))


def open_asks_of(message: Message) -> QuerySet[Ask]:
    return (
        Ask.objects.filter(message=message, closed_at=None).select_related("person").order_by("person__name")
    )


def waiting_of(author: User) -> list[Waiting]:
    """What `author` asked in threads that they may still read, the newest first."""
    messages = list(
        Message.objects.filter(
            author=author,
            pk__in=Ask.objects.filter(message__author=author, closed_at=None).values("message"),
            thread__in=visible_threads(author),
        )
        .select_related("thread__channel")
        .order_by("-created_at")[:MOST_SHOWN]
    )
    asks = list(
        Ask.objects.filter(message__in=messages).select_related("person").order_by("person__name", "pk")
    )
    schedules = schedules_for({ask.person for ask in asks})
    former = {ask.handed_to_id: ask for ask in asks if ask.handed_to_id is not None}
    return [Waiting(message, _people(message, asks, schedules, former)) for message in messages]


def _people(
    message: Message, asks: Iterable[Ask], schedules: dict[int, Schedule], former: dict[int, Ask]
) -> list[Waited]:
    """Whoever handed it over or was let off is waited for no more."""
    gone = {Ask.State.HANDED_OVER, Ask.State.WITHDRAWN}
    return [
        Waited(ask, schedules[ask.person_id], former.get(ask.pk))
        for ask in asks
        if ask.message_id == message.pk and ask.state not in gone
    ]


def answered_lately(author: User, now: datetime) -> list[Ask]:
    """What was answered, acknowledged or declined within a week, the newest first; one query."""
    return list(
        Ask.objects.filter(
            message__author=author,
            state__in=[Ask.State.ANSWERED, Ask.State.ACKNOWLEDGED, Ask.State.DECLINED],
            closed_at__gt=now - A_WEEK,
            message__thread__in=visible_threads(author),
        )
        .select_related("person", "message__thread__channel")
        .order_by("-closed_at", "-pk")[:MOST_SHOWN]
    )
