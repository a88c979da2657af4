"""The inbox as its page shows it: three groups in parts, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.queries import schedules_for
from accounts.working_time import Schedule, status
from notifications.inbox import keys
from notifications.inbox.groups import Asked, Followed, Named, Standing, needs_alone, standing_of
from notifications.inbox.keys import Key
from threads.models import Ask, Mention, Message, Thread
from threads.queries.rows import with_newest

PART = 30


@dataclass(frozen=True)
class Row:
    """`message` is the one that asks, that names them, or the newest. `new` counts unread
    messages. `hours` is how its author stands: "on", "off" or "leave". `woken` is when its
    snooze ended."""

    thread: Thread
    message: Message
    new: int
    at: datetime | None
    hours: str
    ask: Ask | None = None
    woken: datetime | None = None

    @property
    def person(self) -> User:
        return self.message.author

    @property
    def seen(self) -> str:
        """What its buttons send: the thread and how far it was in view."""
        return f"{self.thread.pk}:{self.thread.last_number}"

    @property
    def was_resolved_last(self) -> bool:
        at = self.thread.resolved_at
        return at is not None and at >= self.message.created_at


@dataclass(frozen=True)
class Group:
    """A part of it; `after` is the key of the next part, "" at the end. `count` and `messages`
    (unread ones) are of the whole."""

    rows: list[Row] = field(default_factory=list)
    after: str = ""
    count: int = 0
    messages: int = 0


@dataclass(frozen=True)
class Inbox:
    """`next_at` is when something in it changes without anybody's doing."""

    needs: Group
    mentions: Group
    following: Group
    snoozed: int
    next_at: datetime | None

    @property
    def is_empty(self) -> bool:
        return not (self.needs.rows or self.mentions.rows or self.following.rows)


def inbox_of(user: User, now: datetime, *, only: str = "", after: str = "") -> Inbox:
    """All groups from their beginning; or `only` one of them, after a key."""
    standing = standing_of(user, now)
    key = keys.read(after)
    needs, mentions, following = (
        _part(rows, key if name == only else None) if not key or name == only else ([], "")
        for name, rows in _named_rows(standing)
    )
    found = [*_asks(user, needs[0]), *_mentions(user, mentions[0]), *_threads(following[0])]
    rows = _rows(found, now)
    cut, end = len(needs[0]), len(needs[0]) + len(mentions[0])
    times = [*standing.asleep.values(), *(one.due for one in standing.needs)]
    return Inbox(
        needs=Group(rows[:cut], needs[1], len(standing.needs)),
        mentions=Group(rows[cut:end], mentions[1], len(standing.mentions)),
        following=Group(
            rows[end:], following[1], len(standing.following), sum(one.new for one in standing.following)
        ),
        snoozed=len(standing.asleep),
        next_at=min((at for at in times if at and at > now), default=None),
    )


def needs_of(user: User, now: datetime) -> Group:
    """ "Needs your reply" alone."""
    needs = needs_alone(user, now)
    part, rest = _part(needs, None)
    return Group(_rows(_asks(user, part), now), rest, len(needs))


@dataclass(frozen=True)
class _Found:
    """What a row is made of."""

    message: Message
    thread: Thread
    new: int
    at: datetime | None
    ask: Ask | None = None
    woken: datetime | None = None


def _named_rows(standing: Standing) -> list[tuple[str, Sequence[Asked | Named | Followed]]]:
    return [
        ("needs", standing.needs),
        ("mentions", standing.mentions),
        ("following", standing.following),
    ]


def _part(rows: Sequence[Any], key: Key | None) -> tuple[list[Any], str]:
    """Up to PART rows after the key, and the key of the rest. A key stands where its row stood,
    whether or not that row is there still."""
    left = [row for row in rows if key is None or _is_after(row, key)]
    part = left[:PART]
    return part, keys.written(_key(part[-1])) if len(left) > PART else ""


def _key(row: Asked | Named | Followed) -> Key:
    match row:
        case Asked():
            return Key(row.due, row.ask)
        case Named():
            return Key(row.at, row.mention)
        case Followed():
            return Key(row.at, row.thread)


def _is_after(row: Asked | Named | Followed, key: Key) -> bool:
    mine = _key(row)
    if isinstance(row, Asked):
        return (mine.at is None, mine.at or 0, mine.pk) > (key.at is None, key.at or 0, key.pk)
    return key.at is not None and mine.at is not None and (mine.at, mine.pk) < (key.at, key.pk)


def _asks(user: User, part: Sequence[Asked]) -> list[_Found]:
    rows = _with_mark(Ask.objects.filter(pk__in=[one.ask for one in part]), user).in_bulk()
    return [
        _Found(ask.message, ask.message.thread, _new(ask), one.due, ask=ask)
        for one in part
        if (ask := rows.get(one.ask))
    ]


def _mentions(user: User, part: Sequence[Named]) -> list[_Found]:
    rows = _with_mark(Mention.objects.filter(pk__in=[one.mention for one in part]), user).in_bulk()
    return [
        _Found(row.message, row.message.thread, _new(row), one.at)
        for one in part
        if (row := rows.get(one.mention))
    ]


def _threads(part: Sequence[Followed]) -> list[_Found]:
    threads = Thread.objects.filter(pk__in=[one.thread for one in part])
    rows = with_newest(threads.select_related("channel", "resolved_by")).in_bulk()
    return [
        _Found(row.newest, row, one.new, one.at, woken=one.woken)
        for one in part
        if (row := rows.get(one.thread))
    ]


def _with_mark(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    marks = FilteredRelation(
        "message__thread__read_marks", condition=Q(message__thread__read_marks__user=user)
    )
    marked: QuerySet[Any] = rows.annotate(
        my_mark=marks, read_number=Coalesce("my_mark__number", 0)
    ).select_related("message__author", "message__thread__channel")
    return marked


def _new(row: Any) -> int:
    new: int = row.message.thread.last_number - row.read_number
    return max(new, 0)


def _rows(found: Sequence[_Found], now: datetime) -> list[Row]:
    schedules: dict[int, Schedule] = schedules_for({one.message.author for one in found})
    return [
        Row(
            thread=one.thread,
            message=one.message,
            new=one.new,
            at=one.at,
            hours=status(schedules[one.message.author_id], now).state,
            ask=one.ask,
            woken=one.woken,
        )
        for one in found
    ]
