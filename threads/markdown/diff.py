"""Pure: what an edit changed, word by word, for the edit history (F3).

The sources are compared, not the HTML: that is what the author changed. Equal ends are set aside
first; what is left is compared by words while it is small, by lines while those are few, and is
else shown as replaced, so that no pair of messages takes long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape
from itertools import groupby

from threads.markdown.characters import clean_source

MAX_PAIRS = 200_000
"""Comparisons at most: words before times words after, or lines likewise."""

SAME, GONE, NEW = "same", "del", "ins"
Part = tuple[str, str]

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def diff(before: str, after: str) -> str:
    """Escaped text with what was removed in `<del>` and what was added in `<ins>`; line breaks
    stay as they are, for `white-space: pre-wrap`."""
    parts = _between(_WORD.findall(clean_source(before)), _WORD.findall(clean_source(after)))
    return "".join(
        _marked(kind, "".join(text for _, text in run))
        for kind, run in groupby(parts, key=lambda part: part[0])
    )


def _between(before: list[str], after: list[str]) -> Iterator[Part]:
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    yield SAME, "".join(before[:start])
    yield from _middle(before[start : len(before) - end], after[start : len(after) - end])
    yield SAME, "".join(before[len(before) - end :])


def _common(before: list[str], after: list[str]) -> int:
    """How many words the two begin with alike."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((n for n, (old, new) in pairs if old != new), min(len(before), len(after)))


def _middle(before: list[str], after: list[str]) -> Iterator[Part]:
    if len(before) * len(after) <= MAX_PAIRS:
        yield from _aligned(before, after)
        return
    old, new = (_LINE.findall("".join(words)) for words in (before, after))
    if len(old) * len(new) <= MAX_PAIRS:
        yield from _aligned(old, new)
    else:
        yield GONE, "".join(before)
        yield NEW, "".join(after)


def _aligned(before: list[str], after: list[str]) -> Iterator[Part]:
    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if old == new:
            yield SAME, old
        else:
            yield GONE, old
            yield NEW, new


def _marked(kind: str, text: str) -> str:
    shown = escape(text)
    return shown if kind == SAME or not text else f"<{kind}>{shown}</{kind}>"
