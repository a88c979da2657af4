"""The decision log: outcomes that were written down, by channel, person and time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from threads.access import visible_threads
from threads.models import Channel, SearchText, Thread
from threads.search.matching import Words, matching

PAGE = 40
MOST_EXPORTED = 5_000
MOST_PEOPLE = 200
_KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Narrowed:
    """`words` None is any; `since` is a local date."""

    words: Words | None = None
    channel: Channel | None = None
    person: User | None = None
    since: date | None = None


@dataclass(frozen=True)
class DecisionsPart:
    decisions: list[Thread]
    before: str


def decisions(user: User, narrowed: Narrowed) -> QuerySet[Thread]:
    """Resolved threads with an outcome, the newest first: of every kind but check-ins, for an
    outcome is one whatever else the thread was called."""
    resolved = visible_threads(user).filter(state=Thread.State.RESOLVED)
    found = _narrow(resolved.exclude(kind=Thread.Kind.CHECK_IN), narrowed)
    if narrowed.since:
        found = found.filter(resolved_at__gte=timezone.make_aware(datetime.combine(narrowed.since, time())))
    return found.exclude(outcome="").select_related("resolved_by").order_by("-resolved_at", "-id")


def part_of(found: QuerySet[Thread], before: str) -> DecisionsPart:
    """Up to PAGE, those after the key `before`; one query. A key that is none begins at the
    beginning."""
    if key := _KEY.fullmatch(before):
        at, pk = _EPOCH + int(key[1]) * _MICROSECOND, int(key[2])
        found = found.filter(Q(resolved_at__lt=at) | Q(resolved_at=at, pk__lt=pk))
    rows = list(found[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return DecisionsPart(rows[:PAGE], _key_of(last) if last else "")


def still_open(user: User, narrowed: Narrowed) -> QuerySet[Thread]:
    """Threads that are meant to end with a decision, and have not."""
    threads = visible_threads(user).filter(state=Thread.State.OPEN, kind=Thread.Kind.DECISION)
    return _narrow(threads, narrowed).order_by("-last_activity_at", "-id")


def people_of_decisions(user: User) -> list[int]:
    """Whoever is responsible for one that `user` may read, or resolved it; one query."""
    resolved = visible_threads(user).filter(state=Thread.State.RESOLVED).select_related(None).order_by()
    rows = resolved.values_list("responsible", "resolved_by").distinct()[:MOST_PEOPLE]
    return sorted({person for row in rows for person in row if person})


def _narrow(threads: QuerySet[Thread], narrowed: Narrowed) -> QuerySet[Thread]:
    if narrowed.channel:
        threads = threads.filter(channel=narrowed.channel)
    if person := narrowed.person:
        threads = threads.filter(Q(responsible=person) | Q(responsible=None, resolved_by=person))
    if narrowed.words and narrowed.words.positive:
        texts = SearchText.objects.filter(message=None, thread=OuterRef("pk"))
        threads = threads.filter(Exists(texts.filter(**matching(narrowed.words.positive))))
    return threads


def _key_of(thread: Thread) -> str:
    assert thread.resolved_at is not None
    return f"{(thread.resolved_at - _EPOCH) // _MICROSECOND}-{thread.pk}"
