"""The running stack that a group measures, and what it needs of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.benchmarks import machine
from tests.benchmarks.inside import people, sessions, team
from tests.benchmarks.server import Server
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

    @cached_property
    def reference(self) -> int:
        """The port of a second Daphne, which serves an empty view and a bare broadcast."""
        self._server = Server(self.stack)
        return self._server.port

    @property
    def port(self) -> int:
        return self.stack.port

    def sign_in(self, people: list[int]) -> list[str]:
        """The session cookies of these people, by id."""
        found: list[str] = self.call(sessions.sign_in, people)
        return found

    def processor(self) -> dict[str, float]:
        """Seconds that each of our processes has used so far, by its name."""
        found = {name: machine.processor_seconds(pid) for name, pid in self.stack.pids().items()}
        if "reference" in self.__dict__:
            found["reference"] = machine.processor_seconds(self._server.process.pid)
        return found

    def memory(self) -> float:
        """MB of the stack's processes together, without those that only measure."""
        return sum(machine.memory(pid) for pid in self.stack.pids().values())

    def call(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        return self.stack.call(function, *arguments, **named)

    def close(self) -> None:
        if "reference" in self.__dict__:
            self._server.stop()
        if "stack" in self.__dict__:
            self.stack.stop()
