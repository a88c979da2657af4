"""Pure: Unicode emoji by their shortcodes, and what counts as one emoji.

`table.json` is made by `generate.py` from emojibase-data 17.0.0 (MIT, see `LICENSE`), the data
behind the emoji picker; so `:tada:` means here what the picker shows under that name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict

VARIATION = "\ufe0f"


@cache
def shortcodes() -> Mapping[str, str]:
    """Every name, without colons, with its emoji: `"tada"` → `"🎉"`."""
    return MappingProxyType(_table()["shortcodes"])


def canonical(text: str) -> str | None:
    """The one spelling of the emoji that `text` is, or None if it is not exactly one emoji.

    Pickers and keyboards disagree about variation selectors: "👍" and "👍\\ufe0f" are the same
    reaction and must be the same row. Skin tones stay.
    """
    return _spellings().get(text.replace(VARIATION, ""))


@cache
def _spellings() -> Mapping[str, str]:
    table = _table()
    every = [*table["shortcodes"].values(), *table["variants"]]
    return {emoji.replace(VARIATION, ""): emoji for emoji in every}


class _Table(TypedDict):
    shortcodes: dict[str, str]
    variants: list[str]


def _table() -> _Table:
    table: _Table = json.loads(Path(__file__).with_name("table.json").read_text("utf-8"))
    return table
