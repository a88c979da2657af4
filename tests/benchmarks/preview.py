"""P11: the delivery preview, for twelve people who are named and for a thousand who follow."""

from __future__ import annotations

import asyncio

from tests.benchmarks.client import Browser
from tests.benchmarks.figures import Figure, Reference, ratio_at_most
from tests.benchmarks.inside import talk
from tests.benchmarks.times import in_ms, in_turn, percentile, processor_ms
from tests.benchmarks.world import World

ROUNDS, EACH = 12, 5


def measure(world: World) -> list[Figure]:
    few = world.call(talk.talk, "few", 40, 0)
    many = world.call(talk.talk, "many", 1_002, 1_000)
    named = " ".join(f"@few{number}" for number in range(2, 14))
    return [
        _figure(world, few, f"{named}: which of the two?", "12 people", 10),
        _figure(world, many, "Which of the two?", "1,000 followers", 40),
    ]


def _figure(world: World, place: dict[str, int], text: str, whom: str, goal: float) -> Figure:
    (session,) = world.sign_in([place["first"]])
    empties, previews, used = asyncio.run(_measure(world, place["thread"], session, text))
    return Figure(
        "P11",
        f"delivery preview, {whom}, p95",
        percentile(previews, 95) * 1000,
        "ms",
        ratio_at_most(goal),
        Reference("E", percentile(empties, 50) * 1000),
        {**in_ms(previews), "processor_ms": used},
    )


async def _measure(
    world: World, thread: int, session: str, text: str
) -> tuple[list[float], list[float], dict[str, float]]:
    async with Browser(world.port, session) as browser, Browser(world.reference, session) as idle:

        async def empty() -> float:
            return (await idle.get("/empty/", 204)).seconds

        async def preview() -> float:
            fields = {"text": text, "urgency": "norm"}
            return (await browser.submit(f"/t/{thread}/delivery/", fields, 200, HX_Request="true")).seconds

        before = world.processor()
        empties, previews = await in_turn(empty, preview, rounds=ROUNDS, each=EACH)
    return empties, previews, processor_ms(before, world.processor(), (ROUNDS + 1) * EACH)
