"""Source to tokens: CommonMark with tables, task lists, strikethrough, autolinks and our own
references. Who a name belongs to is not known here, so that one parse serves `candidates` and
`render`.

Raw HTML is off: it stays text. Every construct has a bound, so that no message of `MAX_LENGTH`
characters costs more than a long honest one; what is beyond a bound stays text and is never lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.token import Token

from threads.markdown.blocks import bounded_table, too_deep
from threads.markdown.characters import clean_source
from threads.markdown.checklists import mark_checklists
from threads.markdown.html import Html
from threads.markdown.links import MAX_URL, is_allowed
from threads.markdown.references import find_references

MAX_NESTING = 16
"""Depth of quotes, lists (two for each) and inline markup; the parser works in proportion to it."""


@lru_cache(maxsize=8)
def parse(source: str) -> Sequence[Token]:
    """The tokens of `source`; shared, so nobody may change them."""
    return PARSER.parse(clean_source(source))


class _Linkify(LinkifyIt):  # type: ignore[misc]
    """Finds `https://…` and addresses in text, in linear time.

    The library tries every "http:" against all that follows it, so a single "word" of thousands
    of them takes seconds. No URL that we would link is longer than `MAX_URL`.
    """

    def test(self, text: str) -> bool:
        return _words_are_short(text) and bool(super().test(text))

    def match_at_start(self, text: str) -> Any:
        return super().match_at_start(text[: MAX_URL + 1])


def _words_are_short(text: str) -> bool:
    return len(text) <= MAX_URL or all(len(word) <= MAX_URL for word in text.split())


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        return is_allowed(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """A URL is shown as it was typed: decoding it would show "xn--80ak6aa92e.com" as a
        word that looks like another company's."""
        return link


def _make() -> MarkdownIt:
    options = {
        "html": False,
        "breaks": True,  # a newline in a chat is meant
        "linkify": True,
        "maxNesting": MAX_NESTING,
        "tasklists": True,
    }
    parser = _Parser("commonmark", options, renderer_cls=Html)
    parser.enable(["table", "strikethrough", "linkify"])
    parser.disable(["html_block", "html_inline"])
    # Only what says "https://": else every manage.py and README.md would be a link to a domain.
    parser.linkify = _Linkify({"ftp:": None, "//": None}, {"fuzzy_link": False})
    parser.block.ruler.at("table", bounded_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("table", "too_deep", too_deep)
    parser.core.ruler.before("text_join", "references", find_references)
    parser.core.ruler.push("checklists", mark_checklists)
    return parser


PARSER = _make()
