"""P7: the page of a thread, its newest messages and some from its middle, and the fragment alone;
among few messages and among a million."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.benchmarks.client import Browser
from tests.benchmarks.figures import Figure, Reference, ratio_at_most
from tests.benchmarks.inside import talk
from tests.benchmarks.times import in_ms, in_turn, percentile, processor_ms
from tests.benchmarks.world import World

LONG, ALL = 5_000, 1_000_000
ROUNDS, EACH = 15, 4


def measure(world: World) -> list[Figure]:
    place = world.call(talk.talk, "long", 30, 10, LONG)
    small = _figures(world, place, LONG)
    world.say(f"seeding {ALL:,} messages")
    world.call(talk.others, place["channel"], place["first"], ALL - LONG)
    return [*_figures(world, place, ALL), *small]


def _figures(world: World, place: dict[str, int], stored: int) -> list[Figure]:
    (session,) = world.sign_in([place["last"]])
    # All is read, as where somebody comes back to a thread.
    world.call(talk.read, place["thread"], place["last"])
    found, used = asyncio.run(_measure(world, place["thread"], session))
    empty = Reference("E", percentile(found["empty"], 50) * 1000)
    newest, deep, part = (in_ms(found[name]) for name in ("newest", "deep", "part"))
    among = f"{stored:,} stored, p50"
    beside = Reference("newest", newest["p50"])
    page, middle = f"thread page, newest 50 of 5,000, {among}", f"the same, 50 from the middle, {among}"
    return [
        Figure(
            "P7", page, newest["p50"], "ms", ratio_at_most(8), empty, {**newest, "processor_ms_of_all": used}
        ),
        Figure("P7", middle, deep["p50"], "ms", ratio_at_most(1.2), beside, deep),
        Figure("P7", f"the messages alone, {among}", part["p50"], "ms", ratio_at_most(5), empty, part),
    ]


async def _measure(
    world: World, thread: int, session: str
) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Seconds of each, and what each process used for one of all together."""
    async with Browser(world.port, session) as browser, Browser(world.reference, session) as idle:
        moved = await browser.get(f"/t/{thread}/", 302)
        page = moved.headers["location"]

        def asking(path: str) -> Callable[[], Awaitable[float]]:
            async def ask() -> float:
                answer = await browser.get(path)
                assert answer.body.count(b'<article class="msg"') == 50
                return answer.seconds

            return ask

        async def empty() -> float:
            return (await idle.get("/empty/", 204)).seconds

        before = world.processor()
        works = (
            empty,
            asking(page),
            asking(f"{page}?at={LONG // 2}"),
            asking(f"/t/{thread}/messages/?until=newest"),
        )
        times = await in_turn(*works, rounds=ROUNDS, each=EACH)
    used = processor_ms(before, world.processor(), (ROUNDS + 1) * EACH)
    return dict(zip(("empty", "newest", "deep", "part"), times, strict=True)), used
