"""One page of what a search finds, in a bounded number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from threads.access import visible_texts, visible_threads
from threads.models import SearchText
from threads.search import walk
from threads.search.conditions import Asked, asked_by
from threads.search.matching import Matching, Words, all_of, any_of, mark, words_of_query
from threads.search.names import look_up
from threads.search.parse import parse
from threads.search.query import Problem, Query
from threads.search.ranking import BEST, Cursor, Group, after, cursor_of, grouped
from threads.search.walk import Part

PAGE = 20
FEW = 200
"""Threads of a guest that are few enough to be named to the index."""


@dataclass(frozen=True)
class Search:
    """What one person asked, looked up and ready to be asked of the index."""

    query: Query
    problems: tuple[Problem, ...]
    asked: Asked
    words: Words
    texts: QuerySet[SearchText]
    places: str = ""

    @property
    def other(self) -> str:
        return all_of([self.places, self.asked.wanted, self.words.negative, self.asked.unwanted])

    @property
    def finds_nothing(self) -> bool:
        """Nothing was asked, or only words without a letter in them."""
        return self.query.is_empty or bool(self.query.wanted and not self.words.positive)


@dataclass(frozen=True)
class Found:
    """`groups` are this page's threads. `count` is how many there are in all, or among the
    newest hits where `is_all` is False. `next` is the next page's cursor, "" at the end."""

    search: Search
    groups: list[Group]
    count: int
    resolved: int
    is_all: bool
    next: str


def prepared(user: User, text: str, today: date) -> Search:
    """Three statements at most, one more for a guest. What cannot be followed is left out and is
    among `problems`."""
    query = parse(text, today)
    names, problems = look_up(query, user)
    unknown = {problem.text for problem in problems}
    known = Query(query.terms, tuple(each for each in query.filters if each.text not in unknown))
    asked = asked_by(known, names, user)
    return Search(
        query=known,
        problems=(*query.problems, *problems),
        asked=asked,
        words=words_of_query(known),
        texts=visible_texts(user).filter(asked.rows),
        places=_places(user) if user.is_guest else "",
    )


def _places(user: User) -> str:
    """The marks of a guest's threads, "" where those are many. Almost nothing is theirs to read:
    the index then leaves out what the door would refuse row by row."""
    threads = visible_threads(user).select_related(None).order_by("-pk").values_list("pk", flat=True)
    few = list(threads[: FEW + 1])
    # No thread has the number 0: who may read none finds none.
    return any_of(mark("t", thread) for thread in few or [0]) if len(few) <= FEW else ""


def find(search: Search, *, sort: str = BEST, cursor: str = "", size: int = PAGE) -> Found:
    """Threads, each once: those with a hit among the newest in the order of `sort`, then those
    whose hits are all older."""
    at = cursor_of(cursor)
    if search.finds_nothing:
        return Found(search, [], 0, 0, is_all=True, next="")
    at = Cursor(at.below or search.words.newest + 1, at.key, at.thread)
    while True:
        part = walk.newest(search.texts, search.words.positive, search.other, at.below)
        groups = _not_before(search, grouped(part.hits, sort), at)
        shown = after(groups, at)[:size]
        if shown or not part.floor:
            return Found(
                search,
                shown,
                count=len(groups),
                resolved=sum(group.best.is_resolved for group in groups),
                is_all=at.below > search.words.newest and not part.floor,
                next=_next(shown, groups, part, at),
            )
        at = Cursor(part.floor)


def _not_before(search: Search, groups: list[Group], at: Cursor) -> list[Group]:
    """Without the threads that an earlier part has shown for a newer hit."""
    if not groups or at.below > search.words.newest:
        return groups
    threads = [group.thread for group in groups]
    query = all_of([search.words.positive, search.other, any_of(mark("t", thread) for thread in threads)])
    newer = search.texts.filter(id__gte=at.below, thread__in=threads, words=Matching(query))
    shown = set(newer.values_list("thread_id", flat=True))
    return [group for group in groups if group.thread not in shown]


def _next(shown: list[Group], groups: list[Group], part: Part, at: Cursor) -> str:
    if shown and shown[-1] is not groups[-1]:
        return str(Cursor(at.below, shown[-1].key, shown[-1].thread))
    return str(Cursor(part.floor)) if part.floor else ""
