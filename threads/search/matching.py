"""Terms and marks → a `tsquery`: the words as the organization's language stems them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from threads.search.query import Query, Term

_LEXEME = re.compile(r"'((?:[^']|'')*)'(:[*C]+)?")

_SQL = """
SELECT (SELECT COALESCE(max(id), 0) FROM threads_searchtext), ARRAY(
    SELECT ARRAY[
        phraseto_tsquery(search_language(), search_fold(words))::text,
        phraseto_tsquery('pg_catalog.simple', search_fold(words))::text
    ] FROM unnest(%s::text[]) WITH ORDINALITY AS asked (words, place) ORDER BY place
)
"""


class Matching(SearchQuery):
    """A `tsquery` as it is written, marks and all."""

    template = "%(expressions)s::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")


@dataclass(frozen=True)
class Words:
    """`positive` and `negative` are `tsquery` texts, "" where there is none. `newest` is the
    last id that there is, read in the same moment."""

    positive: str
    negative: str
    newest: int

    @property
    def lexemes(self) -> list[str]:
        """Of the positive part, each as a `tsquery` of its own, for highlights."""
        return sorted({f"{quoted(found[1])}{found[2] or ''}" for found in _LEXEME.finditer(self.positive)})


def words_of_query(query: Query) -> Words:
    """One statement, whatever the query holds."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [[term.text for term in query.terms]])
        row = cursor.fetchone()
    assert row is not None
    newest, forms = row
    pairs = list(zip(query.terms, forms or (), strict=True))
    return Words(
        positive=all_of(_wanted([pair for pair in pairs if not pair[0].negated])),
        negative=all_of(f"!{_form(term, *form)}" for term, form in pairs if term.negated and form[1]),
        newest=newest,
    )


def _wanted(pairs: Sequence[tuple[Term, Sequence[str]]]) -> list[str]:
    """Words that the language calls empty ("the", "to") are looked for only where there are no
    others: everything contains them."""
    full = [(term, form) for term, form in pairs if form[0] or term.exact]
    return [_form(term, *form) for term, form in full or pairs if form[1]]


def _form(term: Term, stemmed: str, plain: str) -> str:
    """`plain` with the weight C is the word as it stands; without, the stem of another could be it."""
    if term.exact:
        return f"({_weighed(plain)})"
    if plain == stemmed and not term.prefix:
        return f"({stemmed})"
    # Beside the stem the word itself: texts may have been stored under another language.
    return any_of(form for form in (stemmed, _weighed(plain, goes_on=term.prefix)) if form)


def _weighed(plain: str, *, goes_on: bool = False) -> str:
    *first, last = (quoted(found[1]) for found in _LEXEME.finditer(plain))
    return " <-> ".join([*(f"{lexeme}:C" for lexeme in first), f"{last}:{'*' if goes_on else ''}C"])


def mark(kind: str, number: int | str = "") -> str:
    """`'#a5'`: what no text can contain (SearchText)."""
    return quoted(f"#{kind}{number}")


def all_of(parts: Iterable[str]) -> str:
    return " & ".join(part for part in parts if part)


def any_of(parts: Iterable[str]) -> str:
    joined = " | ".join(f"({part})" for part in parts)
    return f"({joined})" if joined else ""


def quoted(lexeme: str) -> str:
    return f"'{lexeme}'"


def matching(query: str) -> dict[str, Any]:
    """For `filter()`: texts whose words match."""
    return {"words": Matching(query)}
