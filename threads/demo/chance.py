"""Chance that is the same in every run."""

from __future__ import annotations

from random import Random


def chance(*about: object) -> Random:
    """A generator of its own for whatever is named, so that a new sentence somewhere moves
    nothing elsewhere."""
    return Random("/".join(map(str, about)))  # noqa: S311  invents a story, guards nothing
