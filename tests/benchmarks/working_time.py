"""P12: how many answers about working time one core gives a second.

A thousand people in ten zones, half of them with a lunch break, a third with some leave, asked
at moments of three weeks that include the end of summer time; caches empty at each start.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

from accounts import working_time
from accounts.working_time import Schedule, add_working_time, next_opening, status
from tests.accounts.working_time.moments import HOUR, MINUTE, WEEKDAYS, hours, utc
from tests.benchmarks.figures import Figure, Goal, at_least
from tests.benchmarks.world import World

PEOPLE, CALLS = 1000, 50_000
ZONES = (
    "Africa/Casablanca",
    "Africa/Nairobi",
    "America/Denver",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Pacific/Auckland",
)


def measure(world: World) -> list[Figure]:
    """Needs no stack."""
    return [
        _figure("next_opening", next_opening, at_least(20_000)),
        _figure(
            "add_working_time, 24 h", lambda who, at: add_working_time(who, at, 24 * HOUR), at_least(5_000)
        ),
        _figure("status", status, None),
    ]


def _figure(name: str, ask: Callable[..., object], goal: Goal | None) -> Figure:
    chance = random.Random(1)
    people = [_person(chance) for _ in range(PEOPLE)]
    start = utc("2026-10-18 00:00")
    calls = [(chance.choice(people), start + chance.randrange(21 * 24 * 60) * MINUTE) for _ in range(CALLS)]
    for cache in (working_time._near, working_time._week, working_time._expanded):
        cache.cache_clear()
    begun = process_time()
    for schedule, at in calls:
        ask(schedule, at)
    return Figure("P12", f"{name}, one core", CALLS / (process_time() - begun), "/s", goal)


def _person(chance: random.Random) -> Schedule:
    spans = chance.choice([("09:00-17:30",), ("09:00-12:00", "13:00-17:00")])
    first = date(2026, 10, 1) + timedelta(days=chance.randrange(60))
    leave = ((first, first + timedelta(days=chance.randrange(15))),) if chance.random() < 1 / 3 else ()
    return Schedule(
        chance.choice(ZONES), hours(WEEKDAYS, *spans), frozenset({date(2026, 12, 25)}), time_off=leave
    )
