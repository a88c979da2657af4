"""P9: what one worker releases a second, everything re-checked and bundled, handed to nobody."""

from __future__ import annotations

from tests.benchmarks.figures import Figure, Reference, at_least
from tests.benchmarks.inside import release
from tests.benchmarks.world import World


def measure(world: World) -> list[Figure]:
    held = world.call(release.hold, world.team)
    bare = world.call(release.bare, 1_000)
    found = world.call(release.release)
    assert found["done"] == held, f"{held} were held and {found['done']} were sent"
    rate = found["done"] / found["seconds"]
    return [
        Figure(
            "P9",
            f"release {held:,} held deliveries, one worker",
            rate,
            "/s",
            at_least(3_000),
            Reference("claim and finish alone", bare["sent"] / bare["seconds"]),
            {**found, "a_processor_second": found["done"] / found["processor"]},
        )
    ]
