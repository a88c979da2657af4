"""What happened for some people between two digests; a fixed number of queries for however many,
by the rule of `threads.access` for what each may read at this moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from threads.access import READABLE
from threads.models import Message

# What may concern somebody, by index and without asking yet whether they may read it.
_CANDIDATES = """
    SELECT asked.id AS person_id, thread.id AS thread_id FROM asked
    JOIN threads_membership member ON member.user_id = asked.id AND member.level <> 'muted'
    JOIN threads_thread thread
        ON thread.channel_id = member.channel_id AND thread.last_activity_at > asked.after
UNION
    SELECT asked.id, thread.id FROM asked
    JOIN threads_membership member ON member.user_id = asked.id AND member.level <> 'muted'
    JOIN threads_thread thread ON thread.channel_id = member.channel_id AND thread.state = 'resolved'
        AND thread.resolved_at > asked.after
UNION
    SELECT asked.id, thread.id FROM asked
    JOIN threads_readmark mark ON mark.user_id = asked.id AND mark.following
    JOIN threads_thread thread ON thread.id = mark.thread_id
        AND (thread.last_activity_at > asked.after OR thread.resolved_at > asked.after)
UNION
    SELECT asked.id, thread.id FROM asked
    JOIN threads_participant part ON part.user_id = asked.id
    JOIN threads_thread thread ON thread.id = part.thread_id
        AND (thread.last_activity_at > asked.after OR thread.resolved_at > asked.after)
UNION
    SELECT asked.id, message.thread_id FROM asked
    JOIN threads_mention mention ON mention.user_id = asked.id
    JOIN threads_message message ON message.id = mention.message_id AND message.created_at > asked.after
"""

# The tables that `READABLE` speaks of, and how far somebody read.
_JOINED = """
    LEFT JOIN threads_channel channel ON channel.id = thread.channel_id
    LEFT JOIN threads_membership member
        ON member.user_id = person.id AND member.channel_id = thread.channel_id
    LEFT JOIN threads_participant part ON part.user_id = person.id AND part.thread_id = thread.id
    LEFT JOIN threads_readmark mark ON mark.user_id = person.id AND mark.thread_id = thread.id
"""

# What counts as read is that of threads.queries.unread.
_THREADS = f"""
WITH asked AS (
    SELECT id, after FROM unnest(%(people)s::bigint[], %(after)s::timestamptz[]) AS given (id, after)
), candidate AS (
    {_CANDIDATES}
)
SELECT person.id, thread.id, thread.title, thread.channel_id, channel.name, thread.author_id, author.name,
    thread.responsible_id, thread.outcome_html, thread.resolved_at, thread.resolved_by_id,
    thread.last_number, mark.number,
    CASE WHEN mark.number IS NOT NULL THEN mark.number
        WHEN thread.channel_id IS NULL THEN 0
        WHEN member.caught_up_at IS NULL THEN thread.last_number
        ELSE COALESCE((
            SELECT message.number FROM threads_message message
            WHERE message.thread_id = thread.id AND message.created_at <= member.caught_up_at
            ORDER BY message.number DESC LIMIT 1
        ), 0)
    END,
    mark.read_at, mark.following, member.level
FROM candidate
JOIN accounts_user person ON person.id = candidate.person_id
JOIN threads_thread thread ON thread.id = candidate.thread_id
JOIN accounts_user author ON author.id = thread.author_id
{_JOINED}
WHERE {READABLE}
    AND (channel.id IS NULL OR (channel.kind <> 'watercooler' AND channel.archived_at IS NULL))
ORDER BY thread.last_activity_at DESC, thread.id DESC
"""  # noqa: S608  its parts are written here and in threads.access

_NEWS = """
SELECT seen.person, seen.thread, count(*), min(message.id) FILTER (WHERE mention.id IS NOT NULL),
    count(mention.id), max(message.id), bool_or(message.number = 1)
FROM unnest(%(people)s::bigint[], %(threads)s::bigint[], %(numbers)s::int[])
    AS seen (person, thread, number)
JOIN unnest(%(users)s::bigint[], %(after)s::timestamptz[], %(until)s::timestamptz[])
    AS span (person, after, until) ON span.person = seen.person
JOIN threads_message message
    ON message.thread_id = seen.thread AND message.number > seen.number
LEFT JOIN threads_mention mention ON mention.message_id = message.id AND mention.user_id = seen.person
WHERE message.created_at > span.after AND message.created_at <= span.until
    AND message.deleted_at IS NULL AND message.author_id <> seen.person
GROUP BY seen.person, seen.thread
"""

# As in notifications.waiting: only who was handed it over may have read it before.
_ASKS = f"""
SELECT person.id, thread.id, thread.title, channel.name, author.name, message.html, message.number,
    ask.urgency, ask.opened_at,
    COALESCE(mark.number >= message.number
        AND (ask.opened_at = message.created_at OR mark.read_at >= ask.opened_at), false),
    COALESCE(ask.promised_at, ask.due_at)
FROM threads_ask ask
JOIN accounts_user person ON person.id = ask.person_id
JOIN threads_message message ON message.id = ask.message_id AND message.deleted_at IS NULL
JOIN threads_thread thread ON thread.id = message.thread_id
JOIN accounts_user author ON author.id = message.author_id
{_JOINED}
WHERE ask.person_id = ANY(%(people)s) AND ask.closed_at IS NULL
    AND (channel.id IS NULL OR channel.kind <> 'watercooler') AND {READABLE}
ORDER BY COALESCE(ask.promised_at, ask.due_at) NULLS LAST, ask.opened_at
"""  # noqa: S608  its parts are written here and in threads.access


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
class Span:
    """What somebody's digest covers: what came up after `after` and up to `until` (aware)."""

    user_id: int
    after: datetime
    until: datetime


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


def threads_of(spans: Sequence[Span]) -> dict[int, list[ThreadRow]]:
    """By user id: everything with a change since their span began that may concern them; newest
    activity first. The watercooler never."""
    people, after = [span.user_id for span in spans], [span.after for span in spans]
    rows = _rows(_THREADS, {"people": people, "after": after})
    found: dict[int, list[ThreadRow]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(ThreadRow._make(row[1:]))
    return found


def news_in(spans: Sequence[Span], seen: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int], News]:
    """By user and thread id, for each user id, thread id and the number up to which it is read."""
    if not seen:
        return {}
    parameters = {
        "users": [span.user_id for span in spans],
        "after": [span.after for span in spans],
        "until": [span.until for span in spans],
        "people": [person for person, _, _ in seen],
        "threads": [thread for _, thread, _ in seen],
        "numbers": [number for _, _, number in seen],
    }
    return {(row[0], row[1]): News(*row[2:]) for row in _rows(_NEWS, parameters)}


def asks_of(people: Collection[int]) -> dict[int, list[AskRow]]:
    """By user id: what is open for them and can still be read, by due time; what has none comes
    last."""
    found: dict[int, list[AskRow]] = defaultdict(list)
    for row in _rows(_ASKS, {"people": list(people)}):
        found[row[0]].append(AskRow._make(row[1:]))
    return found


def said(ids: Collection[int]) -> dict[int, SaidRow]:
    """By id; of threads that were found readable."""
    rows = Message.objects.filter(pk__in=ids, deleted_at=None)
    columns = ("id", "thread_id", "number", "author__name", "html", "created_at")
    return {row[0]: SaidRow(*row) for row in rows.values_list(*columns)} if ids else {}


def _rows(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
