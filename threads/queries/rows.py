"""Threads as rows of a list: each with its newest message and how much of it is new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from threads.models import Message, Thread

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


@dataclass(frozen=True)
class Row:
    """`read` is the number up to which the viewer has read. `unread` counts what is new to
    them and concerns them: 0 in what they muted or do not follow."""

    thread: Thread
    newest: Message
    read: int
    unread: int


@dataclass(frozen=True)
class Rows:
    """A part of a list and the key that the next part begins after, "" at the end."""

    rows: list[Row]
    before: str


def rows_of(threads: QuerySet[Thread]) -> list[Row]:
    """In one query; `threads` went through `with_reading`."""
    return [_row(thread) for thread in with_newest(threads)]


def part_of_rows(threads: QuerySet[Thread], *, before: str, size: int) -> Rows:
    """Up to `size` of `threads` by newest activity, those after the key `before`, in one
    query that reads no earlier part. A key that is none begins at the beginning."""
    ordered = _after(before, threads).order_by("-last_activity_at", "-id")
    found = rows_of(ordered[: size + 1])
    shown = found[:size]
    return Rows(shown, _key_of(shown[-1].thread) if len(found) > size else "")


def with_newest(threads: QuerySet[Thread]) -> QuerySet[Any]:
    """Each with `newest`, its newest message and that one's author."""
    newest = FilteredRelation("messages", condition=Q(messages__number=F("last_number")))
    return threads.annotate(newest=newest).select_related("newest__author")  # type: ignore[misc]


def _row(thread: Any) -> Row:
    unread = max(thread.last_number - thread.read_number, 0) if thread.is_unread else 0
    return Row(thread, thread.newest, thread.read_number, unread)


def _after(key: str, threads: QuerySet[Thread]) -> QuerySet[Thread]:
    parsed = _KEY.fullmatch(key)
    if not parsed:
        return threads
    at, pk = _EPOCH + int(parsed[1]) * _MICROSECOND, int(parsed[2])
    return threads.filter(
        Q(last_activity_at__lt=at) | Q(last_activity_at=at, pk__lt=pk), last_activity_at__lte=at
    )


def _key_of(thread: Thread) -> str:
    return f"{(thread.last_activity_at - _EPOCH) // _MICROSECOND}-{thread.pk}"
