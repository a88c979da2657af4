"""Source to tokens: CommonMark with tables, task lists, strikethrough, autolinks and our own
references. Who a name belongs to is not known here, so that one parse serves `candidates` and
`render`.

Raw HTML is off: it stays text. Every construct has a bound, so that no message of `MAX_LENGTH`
characters costs more than a long honest one; what is beyond a bound stays text and is never lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from threads.markdown.autolinks import LINKIFY, autolink
from threads.markdown.blocks import bounded_table, too_deep
from threads.markdown.characters import clean_source
from threads.markdown.checklists import mark_checklists
from threads.markdown.html import Html
from threads.markdown.links import is_allowed
from threads.markdown.references import find_references

MAX_NESTING = 12
"""Depth of quotes, lists (two for each) and inline markup; the parser works in proportion to it."""


@lru_cache(maxsize=4)
def parse(source: str) -> Sequence[Token]:
    """The tokens of `source`; shared, so nobody may change them."""
    return PARSER.parse(clean_source(source))


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
    parser.linkify = LINKIFY
    parser.inline.ruler.at("linkify", autolink)
    parser.block.ruler.at("table", bounded_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("table", "too_deep", too_deep)
    parser.core.ruler.before("text_join", "references", find_references)
    parser.core.ruler.push("checklists", mark_checklists)
    return parser


PARSER = _make()
