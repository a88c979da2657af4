"""`https://…` in text, in linear time.

The library's rule searches all text before and all text after every "://"; on a message of
nothing but "http://[" that takes seconds. Ours looks at the letters just before, and no further
ahead than a URL may be long. Addresses (`name@host`) are left to the library's second pass.
"""

from __future__ import annotations

from typing import Any

from linkify_it import LinkifyIt
from markdown_it.rules_inline import StateInline

from threads.markdown.links import MAX_URL

SCHEMES = ("https", "http")


class Linkify(LinkifyIt):  # type: ignore[misc]
    """Knows only what says its scheme: else every manage.py and README.md would be a link."""

    def __init__(self) -> None:
        super().__init__({"ftp:": None, "//": None}, {"fuzzy_link": False})

    def test(self, text: str) -> bool:
        words_are_short = len(text) <= MAX_URL or all(len(word) <= MAX_URL for word in text.split())
        return words_are_short and bool(super().test(text))

    def length_at(self, text: str, scheme: str) -> int:
        """Characters of the URL with which `text` starts; 0 if it is none."""
        length: Any = self.test_schema_at(text, f"{scheme}:", len(scheme) + 1)
        return len(scheme) + 1 + int(length) if length else 0


LINKIFY = Linkify()


def autolink(state: StateInline, silent: bool) -> bool:
    """Inline rule in place of the library's `linkify`."""
    start = _scheme_before(state)
    if start is None or state.linkLevel:
        return False
    scheme = state.src[start : state.pos]
    text = state.src[start : start + MAX_URL + 1]
    typed = text[: LINKIFY.length_at(text, scheme.lower())].rstrip("*")  # "**https://…**"
    url = state.md.normalizeLink(typed)
    if not typed or not state.md.validateLink(url):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme)]
        link = state.push("link_open", "a", 1)
        link.attrs, link.info = {"href": url}, "auto"
        state.push("text", "", 0).content = typed
        state.push("link_close", "a", -1).info = "auto"
    state.pos = start + len(typed)
    return True


def _scheme_before(state: StateInline) -> int | None:
    """Where the scheme starts whose "://" is at the current position."""
    if not state.src.startswith("://", state.pos, state.posMax):
        return None
    for scheme in SCHEMES:
        start = state.pos - len(scheme)
        if start >= 0 and state.src[start : state.pos].lower() == scheme:
            before = state.src[start - 1] if start else " "
            return None if before.isalnum() or before in "+.-" else start
    return None
