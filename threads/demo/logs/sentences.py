"""Hand-written sentences, a line each, and ways to draw from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")

FOLDER = Path(__file__).parent


def sentences(name: str) -> list[str]:
    """The lines of `<name>.txt` without its comments."""
    rows = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def pairs(name: str) -> list[tuple[str, str]]:
    """Lines of the form "who: what"."""
    found = (row.partition(": ") for row in sentences(name))
    return [(before, after) for before, _, after in found]


def shuffled(dice: Random, things: Iterable[T]) -> list[T]:
    found = list(things)
    dice.shuffle(found)
    return found
