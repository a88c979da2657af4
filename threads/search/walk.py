"""The newest texts that match, without reading the others.

A word in one message of twenty is in 50,000 of a million, and ranking them all would read them
all. So the texts are asked for in windows, from the newest backwards, and only as many as a few
pages can show. Each window is a condition of the index itself (the marks `#b…` and `#c…` of
SearchText), so that the rows read are those that match within it. The first is 8,192 ids wide;
the next is as wide as what was found lets expect to be enough. A rare word takes three windows
over a million texts, a frequent one the first.

How wide the windows become depends on nothing but what the person may read: what is hidden from
them changes neither what they get nor where a page ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, FloatField, QuerySet, Value

from threads.models import SearchText
from threads.search.matching import Matching, all_of, any_of, mark

MOST = 200
"""Hits looked at together; their order is by match and recency, those before them come later."""

WEIGHTS = [0.1, 0.1, 0.4, 1.0]
"""Of D, C, B and A: a message, a word as it stands, an outcome, a title."""

FIRST = 8_192
FINE, COARSE = 12, 16
MOST_MARKS = 64
WIDEN = 16


@dataclass(frozen=True)
class Hit:
    """`message` is None for a thread's title and outcome; `rank` is how well it matches, 1.0
    where no words were asked for."""

    text: int
    thread: int
    message: int | None
    at: datetime
    rank: float
    is_resolved: bool


@dataclass(frozen=True)
class Part:
    """Every hit among the ids from `floor` up to where the part began, newest first. `floor` 0:
    there is nothing further back."""

    hits: list[Hit]
    floor: int


def newest(texts: QuerySet[SearchText], words: str, other: str, below: int, most: int = MOST) -> Part:
    """Up to `most` hits with an id under `below`. `words` (a `tsquery` text) ranks them, `other`
    (marks and what must not be in it) does not; either may be ""."""
    ranked = _ranked(texts, words)
    query = all_of([words, other])
    if not words and not _narrows(other):
        # No index helps: from the newest backwards, until there are enough.
        rows = ranked.filter(**({"words": Matching(query)} if query else {}), id__lt=below)
        return _part(list(rows.order_by("-id")[: most + 1]), [], most, floor=0)
    # Sums, so that the order of the primary key tempts nobody to read a whole window by it.
    placed = ranked.alias(place=F("id") + 0).order_by("-place")
    found: list[Hit] = []
    upper, width = below, FIRST
    while True:
        lower, marks = _window(upper, width)
        window = placed.filter(words=Matching(all_of([query, marks])), place__lt=upper)
        part = _part(list(window[: most - len(found) + 1]), found, most, floor=lower)
        if part.floor > lower or lower == 0 or len(part.hits) >= most:
            return part
        width = _wider(width, seen=below - lower, hits=len(part.hits), most=most)
        upper, found = lower, part.hits


def _narrows(other: str) -> bool:
    return any(not piece.startswith("!") for piece in other.split(" & ") if piece)


def _ranked(texts: QuerySet[SearchText], words: str) -> QuerySet[SearchText, tuple[Any, ...]]:
    rank = (
        SearchRank(F("words"), Matching(words), weights=WEIGHTS, normalization=Value(1))
        if words
        else Value(1.0, output_field=FloatField())
    )
    return texts.values_list("id", "thread_id", "message_id", "at", rank, "thread__state")


def _window(upper: int, width: int) -> tuple[int, str]:
    """The first id of a window that ends before `upper`, and the marks that all in it have."""
    lower = max(upper - width, 0)
    for bits, kind in ((FINE, "b"), (COARSE, "c")):
        first, last = lower >> bits, (upper - 1) >> bits
        if last - first < MOST_MARKS:
            return first << bits, any_of(mark(kind, number) for number in range(first, last + 1))
    return 0, ""


def _part(rows: list[tuple[Any, ...]], before: list[Hit], most: int, *, floor: int) -> Part:
    """With more than fit, those that fit, down to the last of them."""
    hits = [*before, *_hits(rows)]
    return Part(hits[:most], hits[most - 1].text) if len(hits) > most else Part(hits, floor)


def _hits(rows: list[tuple[Any, ...]]) -> Iterator[Hit]:
    for text, thread, message, at, rank, state in rows:
        yield Hit(text, thread, message, at, rank, state == "resolved")


def _wider(width: int, *, seen: int, hits: int, most: int) -> int:
    """As wide as should hold the rest and half of it more, but never wildly wider."""
    if not hits:
        return width * WIDEN
    enough = (most - hits) * seen * 3 // (hits * 2)
    return max(width, min(enough, width * WIDEN))
