"""Hostile inputs, each of which must end as text or as safe HTML wherever a person's text is
shown: a message, a title, a live update.

The `.txt` files hold what can be read, one input between two `%%%` lines; `made.py` makes what
cannot be: control characters, bad encodings, depth and length.
"""

from __future__ import annotations

from pathlib import Path

from tests.security.corpus.made import made


def hostile() -> list[str]:
    """Every input once."""
    files = sorted(Path(__file__).parent.glob("*.txt"))
    read = [text for file in files for text in file.read_text("utf-8").rstrip("\n").split("\n%%%\n")]
    return list(dict.fromkeys([*read, *made()]))
