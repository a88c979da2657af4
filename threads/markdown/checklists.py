"""Task lists, drawn as `.checklist`: the boxes show a state and cannot be pressed."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LINE_BREAKS = ("softbreak", "hardbreak")


def mark_checklists(state: StateCore) -> None:
    """Core rule. An item's text becomes the box's label; a list is a checklist if every item
    has a box, else its items keep their bullets or numbers."""
    lists: list[tuple[Token, list[bool]]] = []
    for position, token in enumerate(state.tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            token.attrs.pop("class", None)
            lists.append((token, []))
        elif token.type == "list_item_open":
            token.attrs.pop("class", None)
            lists[-1][1].append("checked" in token.meta)
            if "checked" in token.meta:
                _label(token, state.tokens[position + 1 : position + 4])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            opened, boxes = lists.pop()
            if opened.tag == "ul" and all(boxes):
                opened.attrs["class"] = "checklist"


def _label(item: Token, first: list[Token]) -> None:
    """`first` are the item's first three tokens. A name for the box is needed (WCAG 4.1.2) and
    ids are not ours to give, so the box repeats the text."""
    item.meta["label"] = "…"
    if [token.type for token in first] == ["paragraph_open", "inline", "paragraph_close"]:
        opened, inline, closed = first
        opened.hidden = closed.hidden = True
        item.meta["label"] = words(inline) or "…"
        inline.children = [
            Token("label_open", "label", 1),
            *(inline.children or []),
            Token("label_close", "label", -1),
        ]


def words(inline: Token) -> str:
    """The text of an inline token on one line, at most 100 characters, for a label."""
    text = (" " if token.type in LINE_BREAKS else token.content for token in inline.children or [])
    line = " ".join("".join(text).split())
    return line if len(line) <= 100 else f"{line[:99]}…"
