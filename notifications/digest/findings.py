"""What happened for one person between two digests; a fixed number of queries, through
`threads.access` for what they may read at this moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, F, FilteredRelation, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from accounts.models import User
from threads.access import visible_threads
from threads.models import Ask, Channel, Message
from threads.queries.unread import with_reading

# What may concern somebody, by index and without asking yet whether they may read it.
_CANDIDATES = """
    SELECT thread.id FROM threads_membership member
    JOIN threads_thread thread ON thread.channel_id = member.channel_id
    WHERE member.user_id = %s AND member.level <> 'muted' AND thread.last_activity_at > %s
UNION
    SELECT thread.id FROM threads_membership member
    JOIN threads_thread thread ON thread.channel_id = member.channel_id AND thread.state = 'resolved'
    WHERE member.user_id = %s AND member.level <> 'muted' AND thread.resolved_at > %s
UNION
    SELECT thread.id FROM threads_readmark mark JOIN threads_thread thread ON thread.id = mark.thread_id
    WHERE mark.user_id = %s AND mark.following
        AND (thread.last_activity_at > %s OR thread.resolved_at > %s)
UNION
    SELECT thread.id FROM threads_participant part JOIN threads_thread thread ON thread.id = part.thread_id
    WHERE part.user_id = %s
        AND (thread.last_activity_at > %s OR thread.resolved_at > %s)
UNION
    SELECT message.thread_id FROM threads_mention mention
    JOIN threads_message message ON message.id = mention.message_id
    WHERE mention.user_id = %s AND message.created_at > %s
"""

_NEWS = """
SELECT seen.thread_id, count(*), min(message.id) FILTER (WHERE mention.id IS NOT NULL),
    count(mention.id), max(message.id), bool_or(message.number = 1)
FROM unnest(%(threads)s::bigint[], %(numbers)s::int[]) AS seen (thread_id, number)
JOIN threads_message message
    ON message.thread_id = seen.thread_id AND message.number > seen.number
LEFT JOIN threads_mention mention ON mention.message_id = message.id AND mention.user_id = %(me)s
WHERE message.created_at > %(after)s AND message.created_at <= %(until)s
    AND message.deleted_at IS NULL AND message.author_id <> %(me)s
GROUP BY seen.thread_id
"""


class ThreadRow(NamedTuple):
    """A readable thread that may concern somebody. `mark` is how far they read it, None for who
    never opened it; `read_number` is what counts as read in their channels."""

    id: int
    title: str
    channel_id: int | None
    channel: str | None
    author_id: int
    author: str
    responsible_id: int | None
    outcome_html: str
    resolved_at: datetime | None
    resolved_by_id: int | None
    last_number: int
    mark: int | None
    read_number: int
    read_at: datetime | None
    following: bool | None
    level: str | None


class AskRow(NamedTuple):
    """An open ask in a readable thread. `due_at` is what was promised, where something was;
    `is_read` is whether they read the message since they were asked."""

    thread_id: int
    title: str
    channel: str | None
    author: str
    html: str
    number: int
    urgency: str
    opened_at: datetime
    is_read: bool
    due_at: datetime | None


class SaidRow(NamedTuple):
    """One message."""

    id: int
    thread_id: int
    number: int
    author: str
    html: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What others said in a thread in the interval and is unread: how much, the id of the first
    message that names the person, how many do, the id of the newest, and whether the thread's
    first message is among them."""

    count: int
    first_mention: int | None
    mentions: int
    newest: int
    begins: bool


def threads_of(user: User, after: datetime) -> list[ThreadRow]:
    """Everything with a change since `after` that may concern them; newest activity first. The
    watercooler never."""
    threads = with_reading(visible_threads(user), user).filter(
        Q(channel=None) | (~Q(channel__kind=Channel.Kind.WATERCOOLER) & Q(channel__archived_at=None)),
        pk__in=RawSQL(_CANDIDATES, [user.pk, after] * 2 + [user.pk, after, after] * 2 + [user.pk, after]),  # noqa: S611
    )
    rows: QuerySet[Any] = threads.annotate(mark=F("my_mark__number")).order_by("-last_activity_at", "-id")
    return [
        ThreadRow(*row)
        for row in rows.values_list(
            "id", "title", "channel_id", "channel__name", "author_id", "author__name",
            "responsible_id", "outcome_html", "resolved_at", "resolved_by_id",
            "last_number", "mark", "read_number", "read_at", "following", "level",
        )
    ]  # fmt: skip


def news_in(user: User, seen: Sequence[tuple[int, int]], after: datetime, until: datetime) -> dict[int, News]:
    """By thread id, for pairs of a thread's id and the number up to which it is read."""
    if not seen:
        return {}
    parameters: dict[str, Any] = {
        "me": user.pk,
        "after": after,
        "until": until,
        "threads": [thread for thread, _ in seen],
        "numbers": [number for _, number in seen],
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, parameters)
        return {row[0]: News(*row[1:]) for row in cursor.fetchall()}


def asks_of(user: User) -> list[AskRow]:
    """What is open for them and can still be read, by due time; what has none comes last."""
    asks = Ask.objects.filter(
        Q(message__thread__channel=None) | ~Q(message__thread__channel__kind=Channel.Kind.WATERCOOLER),
        person=user,
        closed_at=None,
        message__deleted_at=None,
        message__thread__in=visible_threads(user).values("pk"),
    )
    marks = FilteredRelation(
        "message__thread__read_marks", condition=Q(message__thread__read_marks__user=user)
    )
    # As in notifications.waiting: only who was handed it over may have read it before.
    since = Q(opened_at=F("message__created_at")) | Q(my_mark__read_at__gte=F("opened_at"))
    is_read = since & Q(my_mark__number__gte=F("message__number"))
    rows: QuerySet[Any] = asks.annotate(my_mark=marks).annotate(
        is_read=Case(When(is_read, then=True), default=False)
    )
    columns = rows.values_list(
        "message__thread_id", "message__thread__title", "message__thread__channel__name",
        "message__author__name", "message__html", "message__number", "urgency", "opened_at",
        "is_read", "due_at", "promised_at",
    )  # fmt: skip
    opened = [AskRow._make((*row[:9], row[10] or row[9])) for row in columns]
    return sorted(opened, key=lambda ask: (ask.due_at is None, ask.due_at or ask.opened_at, ask.opened_at))


def said(ids: Collection[int]) -> dict[int, SaidRow]:
    """By id; of threads that were found readable."""
    rows = Message.objects.filter(pk__in=ids, deleted_at=None)
    columns = ("id", "thread_id", "number", "author__name", "html", "created_at")
    return {row[0]: SaidRow(*row) for row in rows.values_list(*columns)} if ids else {}
