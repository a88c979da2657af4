"""The inbox as its page shows it: three groups in parts, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from django.db.models import Count, F, FilteredRelation, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.queries import schedules_for
from accounts.working_time import Schedule, status
from notifications.inbox import keys
from notifications.inbox.groups import asks_of, followed_by, mentions_of
from notifications.inbox.keys import Key
from notifications.models import Triage
from threads.models import Ask, Message, Thread
from threads.queries.rows import with_newest

PART = 50

GroupName = Literal["needs", "mentions", "following"]
GROUPS: tuple[GroupName, ...] = get_args(GroupName)


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
    """A part of it; `after` is the key of the next part, "" at the end."""

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
    """All groups from their beginning; or `only` one of them, after a key. The groups' counts
    are of all that is in them; that of `needs` is the sidebar's."""
    key = keys.read(after) if only in GROUPS else None
    wanted = GROUPS if key is None and only not in GROUPS else (only,)
    found: dict[str, tuple[list[Any], str]] = {
        name: _part(_QUERIES[name](user, now), name, key) for name in wanted
    }
    schedules = schedules_for({_message(row).author for rows, _ in found.values() for row in rows})
    groups = {
        name: Group(
            [_row(row, schedules, now) for row in rows], rest, **(_counts(name, user, now) if rows else {})
        )
        for name, (rows, rest) in found.items()
    }
    snoozed = Triage.objects.filter(user=user, snoozed_until__gt=now).aggregate(
        count=Count("pk"), next_at=Min("snoozed_until")
    )
    dues = [row.at for row in groups.get("needs", Group()).rows if row.at and row.at > now]
    return Inbox(
        **{name: groups.get(name, Group()) for name in GROUPS},
        snoozed=snoozed["count"],
        next_at=min([*dues, *filter(None, [snoozed["next_at"]])], default=None),
    )


def needs_of(user: User, now: datetime) -> Group:
    """The beginning of "Needs your reply" alone, in two queries."""
    found, rest = _part(_asked(user, now), "needs", None)
    schedules = schedules_for({row.message.author for row in found})
    return Group([_row(row, schedules, now) for row in found], rest, count=len(found))


def _asked(user: User, now: datetime) -> QuerySet[Any]:
    return _with_mark(asks_of(user, now), user)


def _named(user: User, now: datetime) -> QuerySet[Any]:
    rows = _with_mark(mentions_of(user, now), user)
    found: QuerySet[Any] = rows.annotate(at=F("message__created_at"))
    return found


def _followed(user: User, now: datetime) -> QuerySet[Any]:
    rows: QuerySet[Any] = with_newest(followed_by(user, now))
    return rows


_QUERIES = {"needs": _asked, "mentions": _named, "following": _followed}


def _with_mark(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    marks = FilteredRelation(
        "message__thread__read_marks", condition=Q(message__thread__read_marks__user=user)
    )
    marked: QuerySet[Any] = rows.annotate(
        my_mark=marks, read_number=Coalesce("my_mark__number", 0)
    ).select_related("message__author", "message__thread__channel")
    return marked


def _part(rows: QuerySet[Any], name: str, key: Key | None) -> tuple[list[Any], str]:
    """Up to PART rows after the key, and the key of the rest."""
    if key is not None:
        rows = rows.filter(_soonest_after(key) if name == "needs" else _newest_after(key))
    found = list(rows[: PART + 1])
    if len(found) <= PART:
        return found, ""
    last = found[PART - 1]
    return found[:PART], keys.written(Key(last.due if name == "needs" else last.at, last.pk))


def _soonest_after(key: Key) -> Q:
    if key.at is None:
        return Q(due=None, pk__gt=key.pk)
    return Q(due__gt=key.at) | Q(due=key.at, pk__gt=key.pk) | Q(due=None)


def _newest_after(key: Key) -> Q:
    return Q(at__lt=key.at) | Q(at=key.at, pk__lt=key.pk) if key.at else Q()


def _counts(name: str, user: User, now: datetime) -> dict[str, int]:
    if name == "mentions":
        return {"count": mentions_of(user, now).count()}
    if name == "following":
        new = F("last_number") - F("read_number")
        return followed_by(user, now).aggregate(count=Count("pk"), messages=Coalesce(Sum(new), 0))
    return {}


def _message(row: Any) -> Message:
    message: Message = getattr(row, "newest", None) or row.message
    return message


def _row(row: Any, schedules: dict[int, Schedule], now: datetime) -> Row:
    message = _message(row)
    thread = row if isinstance(row, Thread) else message.thread
    ask = row if isinstance(row, Ask) else None
    return Row(
        thread=thread,
        message=message,
        new=max(thread.last_number - row.read_number, 0),
        at=row.due if ask else row.at,
        hours=status(schedules[message.author_id], now).state,
        ask=ask,
        woken=getattr(row, "woken", None),
    )
