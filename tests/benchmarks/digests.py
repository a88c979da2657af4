"""P10: how many digests a worker writes a second."""

from __future__ import annotations

from tests.benchmarks.figures import Figure, at_least
from tests.benchmarks.inside import digests
from tests.benchmarks.world import World

PEOPLE = 1_000


def measure(world: World) -> list[Figure]:
    team = world.team
    world.call(digests.expect, team)
    due = world.call(digests.due, team["people"], team["people"] + PEOPLE - 1)
    found = world.call(digests.send_all)
    assert found["done"] == due, f"{due} digests were due and {found['done']} were sent"
    return [
        Figure(
            "P10",
            f"{due:,} digests, of 10,000 people with 200 active threads each, one worker",
            found["done"] / found["seconds"],
            "/s",
            at_least(100),
            details={**found, "a_processor_second": found["done"] / found["processor"]},
        )
    ]
