"""How many answers a second one core gives: `python -m tests.accounts.working_time.benchmark`.

A thousand people in ten zones, half of them with a lunch break, a third with some leave, asked
at moments of three weeks that include the end of summer time; caches empty at each start. The
goal is in quality.md, P12.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

from accounts import working_time
from accounts.working_time import (
    Schedule,
    add_working_time,
    end_of_working_day,
    is_working,
    next_opening,
    status,
)
from tests.accounts.working_time.moments import HOUR, MINUTE, WEEKDAYS, hours, utc

PEOPLE, CALLS = 1000, 100_000
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
QUESTIONS: dict[str, Callable[..., object]] = {
    "is_working": is_working,
    "next_opening": next_opening,
    "add_working_time, 24 h": lambda schedule, at: add_working_time(schedule, at, 24 * HOUR),
    "end_of_working_day, 1": lambda schedule, at: end_of_working_day(schedule, at, 1),
    "status": status,
}


def main() -> None:
    chance = random.Random(1)
    people = [_person(chance) for _ in range(PEOPLE)]
    start = utc("2026-10-18 00:00")
    calls = [(chance.choice(people), start + chance.randrange(21 * 24 * 60) * MINUTE) for _ in range(CALLS)]
    for name, ask in QUESTIONS.items():
        working_time._week.cache_clear()
        working_time._expanded.cache_clear()
        begun = process_time()
        for schedule, at in calls:
            ask(schedule, at)
        sys.stdout.write(f"{name:24}{CALLS / (process_time() - begun):>10,.0f}/s\n")


def _person(chance: random.Random) -> Schedule:
    spans = chance.choice([("09:00-17:30",), ("09:00-12:00", "13:00-17:00")])
    first = date(2026, 10, 1) + timedelta(days=chance.randrange(60))
    leave = ((first, first + timedelta(days=chance.randrange(15))),) if chance.random() < 1 / 3 else ()
    return Schedule(
        chance.choice(ZONES), hours(WEEKDAYS, *spans), frozenset({date(2026, 12, 25)}), time_off=leave
    )


if __name__ == "__main__":
    main()
