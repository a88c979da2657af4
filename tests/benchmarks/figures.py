"""What a group of measurements gives back, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.benchmarks.world import World


@dataclass(frozen=True)
class Goal:
    """`at_most` or `at_least`; of the measured value itself, or of its ratio to the reference."""

    bound: Literal["at most", "at least"]
    amount: float
    is_ratio: bool = False


@dataclass(frozen=True)
class Reference:
    """What was measured beside it in the same run: "E" is an empty view, "B" the bare limit."""

    name: str
    value: float


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`. `details` go into the JSON file only."""

    id: str
    what: str
    value: float
    unit: str
    goal: Goal | None = None
    reference: Reference | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        return self.value / self.reference.value if self.reference else None

    @property
    def is_met(self) -> bool | None:
        """None where nothing was promised."""
        judged = self.ratio if self.goal and self.goal.is_ratio else self.value
        if self.goal is None or judged is None:
            return None
        return judged <= self.goal.amount if self.goal.bound == "at most" else judged >= self.goal.amount


Group = Callable[[World], list[Figure]]


def at_most(amount: float) -> Goal:
    return Goal("at most", amount)


def at_least(amount: float) -> Goal:
    return Goal("at least", amount)


def ratio_at_most(amount: float) -> Goal:
    return Goal("at most", amount, is_ratio=True)
