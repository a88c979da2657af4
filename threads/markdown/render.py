"""Source in, safe HTML out; and which names have to be looked up first."""

from __future__ import annotations

from threads.markdown.characters import clean_source
from threads.markdown.context import CONTEXT, Context
from threads.markdown.directory import Candidates, Directory, Rendered
from threads.markdown.parser import PARSER, parse
from threads.markdown.references import CHANNEL, EMOJI, PERSON
from threads.markdown.sanitiser import sanitise

RENDERER_VERSION = 1
"""To be raised whenever the same source makes other HTML than before."""


def candidates(source: str) -> Candidates:
    """The names in `source`, for a caller who makes the Directory. Never raises."""
    names: dict[str, set[str]] = {PERSON: set(), CHANNEL: set(), EMOJI: set()}
    for block in parse(source):
        for token in block.children or []:
            if token.type in names:
                names[token.type].update(token.meta["names"])
    return Candidates(*(frozenset(names[kind]) for kind in (PERSON, CHANNEL, EMOJI)))


def render(source: str, directory: Directory) -> Rendered:
    """`source` as HTML for `.prose`, with the names resolved by `directory`. Never raises."""
    context = Context(directory)
    html = PARSER.renderer.render(parse(source), PARSER.options, {CONTEXT: context})
    # Once more: what the source spelled as "&#x202E;" is a character only now.
    return Rendered(html=sanitise(clean_source(html)), mentions=tuple(context.mentions))
