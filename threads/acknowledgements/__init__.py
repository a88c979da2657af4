"""Pure: is this reply only "got it"? Then a reaction says the same and interrupts nobody
(product.md, Sending).

A reply is an acknowledgement if *every* word of it is known to be one, or to add nothing to one;
a single other word, a question mark, a number, a link or code makes it a message. It rather
misses one than stand in the way of something said.

Another language: write `xx.py` beside `en.py` (one phrase a line; `vocabulary.py` tells the
parts), add it to `LANGUAGES` below and its sentences to `tests/threads/test_acknowledgements.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from threads.acknowledgements import de, en
from threads.acknowledgements.vocabulary import (
    DONE,
    GOT_IT,
    LOOKING,
    STRONGEST_FIRST,
    THANKS,
    Vocabulary,
    Words,
    fold,
)
from threads.markdown.emoji import shortcodes

LANGUAGES: Mapping[str, Vocabulary] = {"en": en.VOCABULARY, "de": de.VOCABULARY}

MAX_WORDS = 6
MAX_LENGTH = 120

_EMOJI = {
    **dict.fromkeys("👍👌🆗💯🙌👏", GOT_IT),
    **dict.fromkeys("✅☑✔", DONE),
    **dict.fromkeys("👀🔍🔎", LOOKING),
    **dict.fromkeys("🙏❤💙💚🧡", THANKS),
}
_KIND_FACES = "🙂😊😀😃😄😁😉🤗😅🎉🚀✨👋"
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘", ""))
_INVISIBLE = re.compile("[\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
_SHORTCODE = re.compile(r":([a-z0-9_+-]+):", re.IGNORECASE)
_SMILEY = re.compile(r"(?<!\S)[:;]-?[)D](?!\S)")
_MENTION = re.compile(r"(?<![\w@])@[a-z0-9][a-z0-9._-]*", re.IGNORECASE | re.ASCII)
_PUNCTUATION = re.compile(r"[\s.,;:!…·()\"“”„«»*_~–—-]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_WORD = re.compile(r"[^\W\d_]+|\+1")


def suggest(text: str, *languages: str, names: Collection[str] = ()) -> str | None:
    """👍, ✅, 👀 or 🙏 if `text` is only an acknowledgement, else None.

    `languages` are what it may be written in, the likeliest first ("de", "de-AT"): each is tried
    by itself, English with every one, and an unknown language is English. `names` are first names
    and handles of the thread's people, who may be addressed ("got it, Maya"); without them a
    capitalised word after thanks is taken for a name.
    """
    if len(text) > MAX_LENGTH:
        return None
    plain, shown = _without_emoji(_MENTION.sub(" ", text))
    if plain is None:
        return None
    words = plain.split()
    if len(words) > MAX_WORDS:
        return None
    people = frozenset(fold(name) for name in names)
    for language in _known(languages):
        said = _meaning(words, _spoken(language), people)
        if said is not None:
            return next((emoji for emoji in STRONGEST_FIRST if emoji in said | shown), None)
    return None


def _known(languages: Collection[str]) -> list[str]:
    """Those with a dictionary, each once; English where there is none."""
    short = (language.replace("_", "-").partition("-")[0].lower() for language in languages)
    return list(dict.fromkeys(language for language in short if language in LANGUAGES)) or ["en"]


@cache
def _spoken(language: str) -> Vocabulary:
    """What people of that language write: theirs and English, often in one sentence."""
    own, english = LANGUAGES[language], en.VOCABULARY
    return Vocabulary(
        phrases={**english.phrases, **own.phrases},
        fillers=english.fillers | own.fillers,
        never_names=english.never_names | own.never_names,
    )


def _without_emoji(text: str) -> tuple[str | None, frozenset[str]]:
    """The words alone, and which acknowledgements the emoji among them made; None for the words
    if there is anything that no acknowledgement has."""
    text = _SHORTCODE.sub(lambda found: shortcodes().get(found[1].lower(), found[0]), text)
    text = _INVISIBLE.sub("", _SMILEY.sub(" ", text))
    shown = frozenset(_EMOJI[character] for character in text if character in _EMOJI)
    text = "".join(
        " " if character in _EMOJI or character in _KIND_FACES else character for character in text
    )
    text = _PUNCTUATION.sub(" ", text).translate(_APOSTROPHES)
    only_words = all(_WORD.fullmatch(word) for word in text.split())
    return (text if only_words else None), shown


def _meaning(words: list[str], tongue: Vocabulary, people: frozenset[str]) -> frozenset[str] | None:
    """The acknowledgements that `words` consist of, from the left, the longest phrase first;
    None if a word is left over. Nothing from no words."""
    said: frozenset[str] = frozenset()
    rest = words
    while rest:
        taken = _longest(rest, tongue.phrases)
        if taken:
            said |= {tongue.phrases[taken]}
        else:
            taken = _longest(rest, tongue.fillers) or _name(rest, tongue, people, said)
        if not taken:
            return None
        rest = rest[len(taken) :]
    return said


def _longest(words: list[str], known: Collection[Words]) -> Words | None:
    for length in range(len(words), 0, -1):
        for spelling in _spellings(words[:length]):
            if spelling in known:
                return spelling
    return None


def _spellings(words: list[str]) -> list[Words]:
    """As written, and with drawn-out letters ("thaaanks", "cooool") once and twice."""
    lower = [word.casefold() for word in words]
    once = [_DRAWN_OUT.sub(r"\1", word) for word in lower]
    twice = [_DRAWN_OUT.sub(r"\1\1", word) for word in lower]
    return [tuple(fold(word) for word in spelling) for spelling in (lower, once, twice)]


def _name(words: list[str], tongue: Vocabulary, people: frozenset[str], said: frozenset[str]) -> Words | None:
    first = fold(words[0])
    if first in people:
        return (first,)
    looks_like_one = words[0].istitle() and len(words) == 1 and first not in tongue.never_names
    return (first,) if THANKS in said and looks_like_one else None
