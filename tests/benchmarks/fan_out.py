"""P4, P5, P6: posts until the last of many sockets has each, and what a socket keeps in memory."""

from __future__ import annotations

import asyncio
import time
import uuid

from tests.benchmarks.client import JSON, Browser
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.figures import Figure, Reference, at_least, at_most, ratio_at_most
from tests.benchmarks.inside import talk
from tests.benchmarks.inside.team import TEXT
from tests.benchmarks.times import in_ms
from tests.benchmarks.world import World

FEW, MANY, POSTS, PAUSE = 200, 1_000, 30, 0.5
WARM_UP = 3


def measure(world: World) -> list[Figure]:
    place = world.call(talk.talk, "crowd", MANY + 1, 0)
    sessions = world.sign_in(list(range(place["first"], place["last"] + 1)))
    return asyncio.run(_measure(world, place["thread"], sessions[0], sessions[1:]))


async def _measure(world: World, thread: int, sender: str, readers: list[str]) -> list[Figure]:
    idle = world.memory()
    crowd = Crowd()
    path = f"/ws/?thread={thread}"
    await crowd.grow(world.port, path, readers[:FEW])
    few = in_ms(await _posts(world, crowd, thread, sender))
    bare_few = in_ms(await _bare(world, FEW))
    await crowd.grow(world.port, path, readers[FEW : MANY // 2])
    a_socket = (world.memory() - idle) * 1000 / (MANY // 2)
    await crowd.grow(world.port, path, readers[MANY // 2 : MANY])
    many = in_ms(await _posts(world, crowd, thread, sender))
    rate = await _burst(world, crowd, thread, sender)
    bare_many = in_ms(await _bare(world, MANY))
    crowd.close()
    last = "sockets: until the last has it"
    b_few, b_many = Reference("B", bare_few["p50"]), Reference("B", bare_many["p50"])
    return [
        Figure("P4", f"{FEW} {last}, p50", few["p50"], "ms", ratio_at_most(3), b_few, few),
        Figure("P4", f"{FEW} {last}, p50", few["p50"], "ms", at_most(45)),
        Figure("P4", f"{FEW} {last}, p99", few["p99"], "ms", at_most(120)),
        Figure("P5", f"{MANY:,} {last}, p50", many["p50"], "ms", at_most(100), b_many, many),
        Figure("P5", f"{MANY:,} sockets: frames delivered in a burst", rate, "/s", at_least(15_000)),
        Figure("P6", "memory of all processes, idle", idle, "MB", at_most(300)),
        Figure("P6", f"memory a socket more, {MANY // 2} sockets", a_socket, "kB", at_most(45)),
    ]


async def _posts(world: World, crowd: Crowd, thread: int, session: str) -> list[float]:
    """Seconds from the press until the last socket has it."""
    found = []
    async with Browser(world.port, session) as browser:
        for _ in range(POSTS):
            began = time.perf_counter()
            found.append(await crowd.all_have(await _post(browser, thread)) - began)
            await asyncio.sleep(max(0.0, PAUSE - (time.perf_counter() - began)))
    return found[WARM_UP:]


async def _burst(world: World, crowd: Crowd, thread: int, session: str, posts: int = 40) -> float:
    """Frames a second, of posts that follow each other without a pause."""
    async with Browser(world.port, session) as browser:
        began = time.perf_counter()
        names = [await _post(browser, thread) for _ in range(posts)]
        ended = max([await crowd.all_have(name) for name in names])
    return posts * len(crowd.sockets) / (ended - began)


async def _post(browser: Browser, thread: int) -> str:
    name = str(uuid.uuid4())
    await browser.submit(f"/t/{thread}/messages/", {"text": TEXT, "client_id": name}, 201, **JSON)
    return name


async def _bare(world: World, count: int) -> list[float]:
    crowd, found = Crowd(), []
    await crowd.grow(world.reference, "/bare/", [""] * count)
    async with Browser(world.reference) as browser:
        for number in range(100_000, 100_000 + POSTS):
            began = time.perf_counter()
            await browser.get(f"/bare/?{number}", 204)
            found.append(await crowd.all_have(str(number)) - began)
            await asyncio.sleep(0.05)
    crowd.close()
    return found[WARM_UP:]
