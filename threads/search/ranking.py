"""Pure: hits → threads in order."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from threads.search.walk import Hit

BEST, NEWEST = "best", "newest"
HALVES_IN = timedelta(days=90)
_CURSOR = re.compile(r"([0-9]{1,18})(?:_(-?[0-9]{1,15}\.[0-9]{1,6})_([0-9]{1,18}))?")


@dataclass
class Group:
    """A thread with its hits, the best one first. `key` orders threads, the greater first."""

    thread: int
    key: float
    best: Hit
    hits: list[Hit] = field(default_factory=list)

    @property
    def message(self) -> int | None:
        """The best of its messages that match, None when only its title or outcome does."""
        return next((hit.message for hit in self.hits if hit.message is not None), None)

    @property
    def is_named(self) -> bool:
        """Whether its title or outcome matches."""
        return any(hit.message is None for hit in self.hits)


@dataclass(frozen=True)
class Cursor:
    """Where a part begins: `below` is the id that its hits stay under (0: at the newest);
    within it, behind the thread with `key`."""

    below: int = 0
    key: float | None = None
    thread: int = 0

    def __str__(self) -> str:
        return f"{self.below}" if self.key is None else f"{self.below}_{self.key:.6f}_{self.thread}"


def cursor_of(text: str) -> Cursor:
    """What is none begins at the beginning."""
    found = _CURSOR.fullmatch(text)
    if not found:
        return Cursor()
    if found[2] is None:
        return Cursor(int(found[1]))
    return Cursor(int(found[1]), float(found[2]), int(found[3]))


def key_of(hit: Hit, sort: str) -> float:
    """A match is worth half as much 90 days later. As a sum of logarithms it needs no now: of two
    hits the same one stays before the other for ever, so that pages go on where they ended."""
    at = hit.at.timestamp()
    if sort == NEWEST:
        return at
    return math.log2(max(hit.rank, 1e-6)) + at / HALVES_IN.total_seconds()


def grouped(hits: Iterable[Hit], sort: str) -> list[Group]:
    groups: dict[int, Group] = {}
    for key, hit in sorted(((round(key_of(hit, sort), 6), hit) for hit in hits), key=_first):
        group = groups.setdefault(hit.thread, Group(hit.thread, key, hit))
        group.hits.append(hit)
    return sorted(groups.values(), key=lambda group: (-group.key, -group.thread))


def after(groups: list[Group], cursor: Cursor) -> list[Group]:
    if cursor.key is None:
        return groups
    return [group for group in groups if (-group.key, -group.thread) > (-cursor.key, -cursor.thread)]


def _first(pair: tuple[float, Hit]) -> tuple[float, int]:
    return -pair[0], -pair[1].text
