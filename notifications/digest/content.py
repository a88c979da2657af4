"""What stands in somebody's digest, and in which order (product.md, Digest).

Each thread stands once, where it matters most: what waits for their reply, what names them and
direct threads, decisions, what they follow, what is new in their channels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from notifications.digest.findings import (
    AskRow,
    News,
    SaidRow,
    Span,
    ThreadRow,
    asks_of,
    news_in,
    said,
    threads_of,
)
from threads.models import Level

MOST_HELD = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A thread that names them, or a direct one, with what was said."""

    thread: ThreadRow
    said: SaidRow


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread with `new` messages."""

    thread: ThreadRow
    new: int


@dataclass(frozen=True, slots=True)
class Content:
    """The sections in their order; one ask a thread, the one due first. `held` are the first few;
    `mentions` and `directs` count all of them, `hidden` those that are left out. `carried` are
    the ids of all threads that it tells of, shown or counted. `has_news` is whether any of it
    came up since the last one: without, no mail is sent."""

    asks: list[AskRow]
    held: list[Held]
    mentions: int
    directs: int
    hidden: int
    decisions: list[ThreadRow]
    followed: list[Listed]
    new: list[ThreadRow]
    carried: frozenset[int]
    has_news: bool


def content_for(user: User, after: datetime, until: datetime) -> Content:
    """What came up after `after` and up to `until` (aware), is unread and can be read by `user`
    now; and every ask that is still open, read or not."""
    return contents_for([Span(user.pk, after, until)])[user.pk]


def contents_for(spans: Sequence[Span]) -> dict[int, Content]:
    """As `content_for`, by user id: as many queries for twenty people as for one."""
    asks = asks_of([span.user_id for span in spans])
    threads = threads_of(spans)
    unread = [
        (span.user_id, row.id, _read_up_to(row))
        for span in spans
        for row in threads.get(span.user_id, ())
        if _has_unread(row)
    ]
    news: dict[int, dict[int, News]] = defaultdict(dict)
    for (user_id, thread_id), found in news_in(spans, unread).items():
        news[user_id][thread_id] = found
    sorted_out = [
        _sorted_out(
            span,
            _one_a_thread(asks.get(span.user_id, [])),
            threads.get(span.user_id, []),
            news[span.user_id],
        )
        for span in spans
    ]
    texts = said([message for one in sorted_out for _, message in one.named[:MOST_HELD]])
    return {one.span.user_id: _content(one, texts) for one in sorted_out}


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """Each thread where it matters most; `named` with the id of the message that is shown."""

    span: Span
    asks: list[AskRow]
    named: list[tuple[ThreadRow, int]]
    mentions: int
    directs: int
    decisions: list[ThreadRow]
    followed: list[Listed]
    new: list[ThreadRow]
    has_new_ask: bool


def _sorted_out(span: Span, asks: list[AskRow], rows: list[ThreadRow], news: dict[int, News]) -> _SortedOut:
    asked = {ask.thread_id for ask in asks}
    named: list[tuple[ThreadRow, int]] = []
    decisions: list[ThreadRow] = []
    followed: list[Listed] = []
    new: list[ThreadRow] = []
    mentions = directs = 0
    for row in rows:
        found = news.get(row.id)
        if row.id in asked or _is_muted(row):
            continue
        if found and found.first_mention:
            mentions += found.mentions
            named.append((row, found.first_mention))
        elif found and row.channel_id is None and row.following is not False:
            directs += 1
            named.append((row, found.newest))
        elif _was_decided(span, row):
            decisions.append(row)
        elif found and (row.following or row.responsible_id == span.user_id):
            followed.append(Listed(row, found.count))
        elif found and found.begins and row.level == Level.EVERY and row.following is None:
            new.append(row)
    has_new_ask = any(_is_news(ask, news, span.after) for ask in asks)
    return _SortedOut(span, asks, named, mentions, directs, decisions, followed, new, has_new_ask)


def _content(one: _SortedOut, texts: dict[int, SaidRow]) -> Content:
    held = [Held(row, texts[message]) for row, message in one.named[:MOST_HELD] if message in texts]
    threads = [row for row, _ in one.named] + one.decisions + [row.thread for row in one.followed] + one.new
    return Content(
        asks=one.asks,
        held=held,
        mentions=one.mentions,
        directs=one.directs,
        hidden=len(one.named) - len(held),
        decisions=one.decisions,
        followed=one.followed,
        new=one.new,
        carried=frozenset(ask.thread_id for ask in one.asks).union(row.id for row in threads),
        has_news=bool(threads) or one.has_new_ask,
    )


def _one_a_thread(asks: list[AskRow]) -> list[AskRow]:
    first: dict[int, AskRow] = {}
    for ask in asks:
        first.setdefault(ask.thread_id, ask)
    return list(first.values())


def _read_up_to(row: ThreadRow) -> int:
    """Who is named in a channel that they are not in, and never opened the thread, read nothing
    of it; for lists such a thread would count as read."""
    return 0 if row.mark is None and row.level is None else row.read_number


def _has_unread(row: ThreadRow) -> bool:
    return row.last_number > _read_up_to(row)


def _is_muted(row: ThreadRow) -> bool:
    return row.level == Level.MUTED and not row.following


def _was_decided(span: Span, row: ThreadRow) -> bool:
    if row.resolved_at is None or not span.after < row.resolved_at <= span.until:
        return False
    if row.resolved_by_id == span.user_id:
        return False
    has_seen = row.read_at is not None and row.read_at > row.resolved_at
    is_theirs = row.following or row.channel_id is None or row.level is not None
    return bool(is_theirs) and row.following is not False and not has_seen


def _is_news(ask: AskRow, news: dict[int, News], after: datetime) -> bool:
    return ask.thread_id in news or (ask.opened_at > after and not ask.is_read)
