"""Percentiles, and two things measured in turn so that a slow moment of the machine meets both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """`share` from 0 to 100; the nearest rank."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share / 100), len(ordered) - 1)]


def in_ms(values: Sequence[float]) -> dict[str, float]:
    """Of seconds."""
    shares = {"p50": 50, "p95": 95, "p99": 99}
    return {name: percentile(values, share) * 1000 for name, share in shares.items()} | {"n": len(values)}


def processor_ms(before: dict[str, float], after: dict[str, float], calls: int) -> dict[str, float]:
    """What each process used a call, between two answers of `World.processor`."""
    return {name: (after[name] - before.get(name, 0)) / calls * 1000 for name in after}


async def in_turn(
    *works: Callable[[], Awaitable[float]], rounds: int = 20, each: int = 10
) -> list[list[float]]:
    """The seconds that each call of each work took; the first round warms up and does not count."""
    found: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for work, kept in zip(works, found, strict=True):
            times = [await work() for _ in range(each)]
            if turn:
                kept += times
    return found
