"""Pure: a rendered message as one line of text, for rows, notifications and titles."""

from __future__ import annotations

import re
from html import unescape

import nh3

_CUSTOM_EMOJI = re.compile(r'<img class="emoji" alt="([^"]*)"[^>]*>|<img [^>]*?alt="([^"]*)"[^>]*>')


def plain_text(html: str) -> str:
    """What `render` made, without markup: one line, single spaces, not escaped."""
    named = _CUSTOM_EMOJI.sub(lambda found: found[1] or found[2] or "", html)
    return " ".join(unescape(nh3.clean(named, tags=set())).split())


def excerpt(html: str, length: int = 160) -> str:
    """The beginning of `plain_text(html)`, at most `length` characters, cut between words
    where that loses little; "…" tells that there is more."""
    text = plain_text(html)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rpartition(" ")[0] if text[length - 1] != " " else cut
    return f"{(at_word if len(at_word) > length // 2 else cut).rstrip()}…"
