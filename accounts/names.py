"""Pure: what is derived from a person's name: a free handle, initials, a colour."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable

HANDLE_LENGTH = 30


def free_handle(name: str, is_taken: Callable[[str], bool]) -> str:
    """A handle that `is_taken` refuses not: "Maya Ferreira" gives `maya`, then
    `maya.ferreira`, then `maya2`, `maya3`, …"""
    words = _plain_words(name) or ["person"]
    wishes = [words[0][:HANDLE_LENGTH], ".".join(words)[:HANDLE_LENGTH].rstrip("._-")]
    for wish in wishes:
        if not is_taken(wish):
            return wish
    stem = words[0][: HANDLE_LENGTH - 6]
    number = 2
    while is_taken(f"{stem}{number}"):
        number += 1
    return f"{stem}{number}"


def initials_of(name: str) -> str:
    """One or two letters: "Asha Raman" gives "AR", "Plato" gives "P"."""
    words = [word for word in re.split(r"[\s.]+", name) if word]
    letters = [word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)]
    return "".join(letters).upper() or "?"


def hue_of(text: str) -> int:
    """1 to 8, the same for the same text on every machine."""
    return zlib.crc32(text.encode()) % 8 + 1


def _plain_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)
