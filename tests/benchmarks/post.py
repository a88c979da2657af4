"""P1, P2, P16: one person posts and reacts, another looks on."""

from __future__ import annotations

import asyncio
import json
import time
import uuid

from tests.benchmarks.client import JSON, Browser, Socket
from tests.benchmarks.figures import Figure, Reference, ratio_at_most
from tests.benchmarks.inside import bare, talk
from tests.benchmarks.inside.team import TEXT
from tests.benchmarks.times import in_ms, in_turn, percentile, processor_ms
from tests.benchmarks.world import World

ROUNDS, EACH = 20, 10
Used = dict[str, float]


def measure(world: World) -> list[Figure]:
    place = world.call(talk.talk, "post", 30, 10)
    sender, reader = world.sign_in([place["first"], place["last"]])
    found, used = asyncio.run(_measure(world, place, sender, reader))
    limit = world.call(bare.post, place["thread"], place["first"], ROUNDS * EACH)
    return _figures(found, limit, used)


async def _measure(
    world: World, place: dict[str, int], sender: str, reader: str
) -> tuple[dict[str, list[float]], Used]:
    """Seconds of each, and what each process used a post and an empty view."""
    seen: dict[str, float] = {}
    arrivals: list[float] = []
    arrived = asyncio.Event()

    def on_frame(text: bytes, at: float) -> None:
        frame = json.loads(text)
        if frame.get("type") == "message":
            assert frame["id"] not in seen, "a message came twice"
            seen[frame["id"]] = at
            arrived.set()

    socket = await Socket.open(world.port, f"/ws/?thread={place['thread']}", reader, on_frame)
    async with Browser(world.port, sender) as browser, Browser(world.reference, sender) as idle:

        async def empty() -> float:
            return (await idle.get("/empty/", 204)).seconds

        async def post() -> float:
            arrived.clear()
            fields = {"text": TEXT, "client_id": str(uuid.uuid4())}
            began = time.perf_counter()
            answer = await browser.submit(f"/t/{place['thread']}/messages/", fields, 201, **JSON)
            await asyncio.wait_for(arrived.wait(), 10)
            assert answer.json()["id"] in seen
            arrivals.append(seen[fields["client_id"]] - began)
            return answer.seconds

        before = world.processor()
        empties, posts = await in_turn(empty, post, rounds=ROUNDS, each=EACH)
        used = processor_ms(before, world.processor(), (ROUNDS + 1) * EACH)
        messages = iter(world.call(talk.newest, place["thread"], 150))

        async def react() -> float:
            fields = {"emoji": "👍", "on": "1"}
            return (await browser.submit(f"/m/{next(messages)}/react/", fields, 200, **JSON)).seconds

        empties_too, reactions = await in_turn(empty, react, rounds=10, each=EACH)
    socket.close()
    found = {"post": posts, "seen": arrivals[-len(posts) :], "react": reactions}
    return {**found, "empty": empties + empties_too}, used


def _figures(found: dict[str, list[float]], limit: list[float], used: Used) -> list[Figure]:
    e = percentile(found["empty"], 50) * 1000
    empty = Reference("E", e)
    post, seen, react = (in_ms(found[name]) for name in ("post", "seen", "react"))
    bare_ms = in_ms(limit)
    what = "the statements of a reply and a Redis publish, bare, p50"
    return [
        Figure("E", "an empty view, signed in, p50", e, "ms", details=in_ms(found["empty"])),
        Figure("B", what, bare_ms["p50"], "ms", details=bare_ms),
        Figure(
            "P1",
            "post a reply, 10 followers, p50",
            post["p50"],
            "ms",
            ratio_at_most(5),
            empty,
            {**post, "processor_ms": used},
        ),
        Figure("P1", "post a reply, 10 followers, p99", post["p99"], "ms", ratio_at_most(12), empty),
        Figure(
            "P2",
            "posted until seen through another's socket, p50",
            seen["p50"],
            "ms",
            ratio_at_most(post["p50"] / e + 2),
            empty,
            seen,
        ),
        Figure("P16", "a reaction, p50", react["p50"], "ms", ratio_at_most(4), empty, react),
    ]
