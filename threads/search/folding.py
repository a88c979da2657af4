"""Pure: words without accents, case and punctuation, as `search_fold` makes them in the database
(migration 0006)."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]")
_PUNCTUATION = re.compile(
    "[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f"
    "\ufe00-\ufe0f\U0001f000-\U0001faff]+"
)
_LIGATURES = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i"}
)


def fold(text: str) -> str:
    """ "Über straße: report.pdf" → "uber strasse report pdf"."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_LIGATURES)
    return _PUNCTUATION.sub(" ", bare).strip()


def words_of(text: str) -> list[str]:
    return fold(text).split()
