"""Where nothing was found: other searches that find something. Only words of threads that the
person may read are ever suggested, and only what they may read is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from accounts.models import User
from threads.access import visible_threads
from threads.search.chips import address
from threads.search.folding import fold, words_of
from threads.search.query import Query, Term
from threads.search.results import Found, find, prepared

LOOKED_AT = 500
"""Newest threads whose titles and outcomes a misspelt word is compared with."""


@dataclass(frozen=True)
class Nearby:
    """`words` is another spelling, "" where the same words are looked for everywhere."""

    words: str
    count: int
    is_all: bool
    url: str


def nearby(user: User, query: Query, today: date) -> list[Nearby]:
    """At most two: the words as they may have been meant, and the words without the filters."""
    found = []
    filters = [asked.text for asked in query.filters]
    if (meant := _spelt(user, query)) and (other := _count(user, [*filters, meant], today)).count:
        found.append(Nearby(meant, other.count, other.is_all, address(filters, meant)))
    if query.filters and query.words and (other := _count(user, [query.words], today)).count:
        found.append(Nearby("", other.count, other.is_all, address([], query.words)))
    return found


def _count(user: User, parts: list[str], today: date) -> Found:
    return find(prepared(user, " ".join(parts), today), size=1)


def _spelt(user: User, query: Query) -> str:
    """The words with each that no title or outcome has replaced by the nearest that one has;
    "" where that changes nothing."""
    words = [term for term in query.wanted if not term.exact]
    if not words:
        return ""
    newest = visible_threads(user).select_related(None).order_by("-last_activity_at", "-id")[:LOOKED_AT]
    known = {
        word
        for title, outcome in newest.values_list("title", "outcome")
        for word in words_of(f"{title} {outcome}")
        if len(word) > 3
    }
    meant = [_nearest(term, known) for term in query.terms]
    changed = Query(tuple(meant)).words
    return changed if changed != query.words else ""


def _nearest(term: Term, known: set[str]) -> Term:
    word = fold(term.text)
    if term.exact or term.negated or word in known or len(word) < 4:
        return term
    near = get_close_matches(word, known, n=1, cutoff=0.75)
    return Term(near[0]) if near else term
