"""How a language acknowledges: the shape of the files `en.py`, `de.py`, …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

GOT_IT: Final = "👍"
DONE: Final = "✅"
LOOKING: Final = "👀"
THANKS: Final = "🙏"

STRONGEST_FIRST = (DONE, LOOKING, THANKS, GOT_IT)
"""Which one to offer for a reply that says several things: "ok, done, thanks" is done."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """phrases: the words of each acknowledgement → its reaction.
    fillers: what may stand beside an acknowledgement and adds nothing to it.
    never_names: capitalised words that are not somebody's name, as in "thanks, Friday".
    """

    phrases: Mapping[Words, str]
    fillers: frozenset[Words]
    never_names: frozenset[str]


def vocabulary(
    *, got_it: str, done: str, looking: str, thanks: str, fillers: str, never_names: str
) -> Vocabulary:
    """From texts with one phrase a line, written as people write; `never_names` by the word."""
    spoken = {GOT_IT: got_it, DONE: done, LOOKING: looking, THANKS: thanks}
    return Vocabulary(
        phrases={words: emoji for emoji, text in spoken.items() for words in _phrases(text)},
        fillers=frozenset(_phrases(fillers)),
        never_names=frozenset(fold(never_names).split()),
    )


def fold(text: str) -> str:
    """Spelling variants as one: case, apostrophes, ä and ae, ß and ss."""
    return text.casefold().translate(_SPELLING)


def _phrases(text: str) -> list[Words]:
    return [tuple(fold(line).split()) for line in text.strip().splitlines()]


_SPELLING = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "'": "", "’": "", "‘": "", "`": "´", "´": ""})
