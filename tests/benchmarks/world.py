"""The running stack that a group measures, and what it needs of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.benchmarks.inside import people, team
from tests.stack import Stack


class World:
    """`folder` is empty and ours."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = say

    @cached_property
    def stack(self) -> Stack:
        """Started on first use, with an organization and nobody in it."""
        self.say("starting the stack")
        stack = Stack(self.folder / "data")
        stack.start()
        stack.call(people.set_up)
        return stack

    @cached_property
    def team(self) -> dict[str, int]:
        """Ten thousand people with a day behind them (inside/team.py)."""
        self.say("seeding ten thousand people")
        seeded: dict[str, int] = self.stack.call(team.seed, 10_000)
        return seeded

    def call(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        return self.stack.call(function, *arguments, **named)

    def close(self) -> None:
        if "stack" in self.__dict__:
            self.stack.stop()
