"""Filters → what the index is asked (marks) and what the rows are (conditions)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.wall_clock import zone_or_utc
from threads.models import ActionItem, Message, Participant, SavedMessage, Thread
from threads.queries.unread import with_reading
from threads.search.matching import all_of, any_of, mark
from threads.search.names import Names, is_direct
from threads.search.query import Days, Filter, Query

NOTHING = Q(pk__in=[])
A_DAY = timedelta(days=1)
MARKED = {"link", "code"}
"""What `has:` finds by a mark."""


@dataclass(frozen=True)
class Asked:
    """`wanted` and `unwanted` are `tsquery` texts of marks, "" for none; `rows` holds for each
    row of SearchText."""

    wanted: str
    unwanted: str
    rows: Q


def asked_by(query: Query, names: Names, user: User) -> Asked:
    """Of `from:`, `in:` and `thread:` repeated one of each is enough; all others hold at once."""
    marked = {each: held for each in query.filters if (held := _mark(each, names))}
    wanted = [any_of(marked[each] for each in query.of("from"))]
    wanted += [marked[each] for each in query.of("has") if each in marked]
    unwanted = [f"!{held}" for each, held in marked.items() if each.negated]
    rows = Q()
    for operator in ("in", "thread"):
        either = list(query.of(operator))
        if either and all(each in marked for each in either):
            wanted.append(any_of(marked[each] for each in either))
        elif either:
            rows &= reduce(or_, (_rows(each, names, user) for each in either))
    for each in query.filters:
        if each in marked or (each.operator in {"in", "thread"} and not each.negated):
            continue
        holds = _rows(each, names, user)
        rows &= ~holds if each.negated else holds
    return Asked(all_of(wanted), all_of(unwanted), rows)


def _mark(asked: Filter, names: Names) -> str:
    """What the row is marked with when it is stored, "" where the filter asks for no mark."""
    if asked.operator == "from":
        return mark("a", names.people[asked.value])
    if asked.operator == "thread" and (thread := _number(asked)):
        return mark("t", thread)
    return mark(asked.value) if asked.operator == "has" and asked.value in MARKED else ""


def _number(asked: Filter) -> int:
    return int(asked.value) if re.fullmatch("[0-9]{1,18}", asked.value) else 0


def _rows(asked: Filter, names: Names, user: User) -> Q:
    match asked.operator:
        case "in":
            if is_direct(asked):
                return Q(thread__channel=None)
            return Q(thread__channel__in=names.channels[asked.value])
        case "with":
            return _with(names.people[asked.value])
        case "has":
            return _has(asked.value)
        case "is":
            return _is(asked.value, user)
        case "thread":
            number = _number(asked)
            return Q(thread=number) if number else Q(thread__title__icontains=asked.value)
    assert asked.days is not None
    return _when(asked.operator, asked.days, zone_or_utc(user.time_zone))


def _with(person: int) -> Q:
    """Who wrote in the thread, or is one of its people."""
    thread = OuterRef("thread")
    return Q(Exists(Message.objects.filter(thread=thread, author=person, deleted_at=None))) | Q(
        Exists(Participant.objects.filter(thread=thread, user=person))
    )


def _has(value: str) -> Q:
    if value == "task":
        return Q(Exists(ActionItem.objects.filter(message=OuterRef("message"))))
    if value == "decision":
        return Q(thread__kind=Thread.Kind.DECISION, thread__state=Thread.State.RESOLVED)
    # Nothing of the others can be attached to a message yet.
    return NOTHING


def _is(value: str, user: User) -> Q:
    match value:
        case "open" | "resolved":
            return Q(thread__state=value)
        case "decision":
            return Q(thread__kind=Thread.Kind.DECISION)
        case "mine":
            return Q(author=user) | Q(thread__responsible=user.pk, thread__responsible__isnull=False)
        case "saved":
            return Q(Exists(SavedMessage.objects.filter(user=user, message=OuterRef("message"))))
    unread: QuerySet[Any] = with_reading(Thread.objects.filter(pk=OuterRef("thread")), user)
    return Q(Exists(unread.filter(is_unread=True, read_number__lt=OuterRef("message__number"))))


def _when(operator: str, days: Days, zone: ZoneInfo) -> Q:
    begins = datetime.combine(days.first, time(), zone)
    ends = datetime.combine(days.last + A_DAY, time(), zone)
    match operator:
        case "before":
            return Q(at__lt=begins)
        case "after":
            return Q(at__gte=ends)
    return Q(at__gte=begins, at__lt=ends)
