"""Bounds on block constructs, as rules for the parser."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, table

MAX_CELLS = 2_000
"""Table cells in a message. Rows are filled up to the header's width, so that a few thousand
characters would otherwise make a hundred thousand cells."""

LEVELS_OF_A_LIST = 2


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """At the deepest level allowed the rest of the container becomes one paragraph of text,
    where the parser alone would drop it."""
    if silent or state.level + LEVELS_OF_A_LIST < state.md.options.maxNesting:
        return False
    text = state.getLines(start, end, state.blkIndent, False).strip()
    state.line = end
    if text:
        state.push("paragraph_open", "p", 1)
        inline = state.push("inline", "", 0)
        inline.content, inline.children = text, []
        state.push("paragraph_close", "p", -1)
    return True


def bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The library's rule until the message's cells are used up; further rows are a paragraph."""
    left = MAX_CELLS - int(state.env.get("cells", 0))
    columns = state.getLines(start, start + 1, 0, False).count("|") + 1
    rows = left // columns
    if not rows or not table(state, start, min(end, start + 1 + rows), silent):
        return False
    if not silent:
        state.env["cells"] = MAX_CELLS - left + columns * (state.line - start - 1)
    return True
