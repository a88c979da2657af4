"""Where the words of a search stand in a text: safe HTML with `<mark>`, and the part around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from threads.search.folding import fold, words_of

LENGTH = 220
LEAD = 60
MOST_WORDS = 2_000
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def matching_words(texts: Iterable[str], lexemes: list[str]) -> frozenset[str]:
    """Which folded words of `texts` any of `lexemes` (`tsquery` texts) finds: one statement, none
    without lexemes. Only words that begin as one of them does are asked about; no stemmer
    changes a word's first letter."""
    beginnings = {lexeme[1:2] for lexeme in lexemes}
    words = {word for text in texts for word in words_of(text) if word[:1] in beginnings}
    if not words:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word"
            " WHERE search_words(search_language(), word) @@ %s::tsquery",
            [sorted(words)[:MOST_WORDS], " | ".join(lexemes)],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def marked(text: str, words: frozenset[str]) -> SafeString:
    """`text` escaped, with `<mark>` around each of `words`."""
    parts, at = [], 0
    for found in _WORD.finditer(text):
        if not words.isdisjoint(fold(found[0]).split()):
            parts += [escape(text[at : found.start()]), f"<mark>{escape(found[0])}</mark>"]
            at = found.end()
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def around(text: str, words: frozenset[str], length: int = LENGTH) -> str:
    """At most about `length` characters of `text` around the first of `words`, cut between words."""
    if len(text) <= length:
        return text
    places = [found.start() for found in _WORD.finditer(text) if words & set(fold(found[0]).split())]
    begin = max(0, min(places[0] - LEAD, len(text) - length)) if places else 0
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    end = begin + length
    if end < len(text):
        cut = text.rfind(" ", begin, end)
        end = cut if cut > begin + length // 2 else end
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"


def has_any(text: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(words_of(text))
