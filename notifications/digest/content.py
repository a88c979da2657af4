"""What stands in somebody's digest, and in which order (product.md, Digest).

Each thread stands once, where it matters most: what waits for their reply, what names them and
direct threads, decisions, what they follow, what is new in their channels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from notifications.digest.findings import (
    AskRow,
    News,
    SaidRow,
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
    asks = _one_a_thread(asks_of(user))
    rows = threads_of(user, after)
    news = news_in(user, [(row.id, _read_up_to(row)) for row in rows if _has_unread(row)], after, until)
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
        elif _was_decided(user, row, after, until):
            decisions.append(row)
        elif found and (row.following or row.responsible_id == user.pk):
            followed.append(Listed(row, found.count))
        elif found and found.begins and row.level == Level.EVERY and row.following is None:
            new.append(row)
    shown = named[:MOST_HELD]
    texts = said([message for _, message in shown])
    held = [Held(row, texts[message]) for row, message in shown if message in texts]
    listed = [row for row, _ in named] + decisions + [one.thread for one in followed] + new
    return Content(
        asks=asks,
        held=held,
        mentions=mentions,
        directs=directs,
        hidden=len(named) - len(held),
        decisions=decisions,
        followed=followed,
        new=new,
        carried=frozenset(asked).union(row.id for row in listed),
        has_news=bool(listed) or any(_is_news(ask, news, after) for ask in asks),
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


def _was_decided(user: User, row: ThreadRow, after: datetime, until: datetime) -> bool:
    if row.resolved_at is None or not after < row.resolved_at <= until or row.resolved_by_id == user.pk:
        return False
    has_seen = row.read_at is not None and row.read_at > row.resolved_at
    is_theirs = row.following or row.channel_id is None or row.level is not None
    return bool(is_theirs) and row.following is not False and not has_seen


def _is_news(ask: AskRow, news: dict[int, News], after: datetime) -> bool:
    return ask.thread_id in news or (ask.opened_at > after and not ask.is_read)
