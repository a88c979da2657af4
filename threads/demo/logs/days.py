"""Pure: days and hours of the story at which somebody writes in a log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from random import Random

from threads.demo.company import Company
from threads.demo.script import Line
from threads.demo.story_time import StoryMoment

MORNING, AFTERNOON = (10, 12), (14, 16)
"""Hours at which everybody at Rill is at work, on a clock in their own place."""

Reactions = tuple[tuple[str, tuple[str, ...]], ...]


def working_days(count: int, day: date) -> list[date]:
    """The last `count` before `day`, oldest first."""
    found: list[date] = []
    while len(found) < count:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            found.append(day)
    return found[::-1]


def around(day: date, hours: tuple[int, int], dice: Random) -> StoryMoment:
    return StoryMoment(day, time(dice.randrange(*hours), dice.randint(3, 57)))


def liked(dice: Random, company: Company, channel: str, line: Line, day: date, share: float) -> Reactions:
    """Now and then somebody of the channel reacts."""
    if dice.random() >= share:
        return ()
    there = [who for who in company.places[channel].members if company.is_there(who, day)]
    others = [who for who in there if who != line.author]
    emoji = dice.choice(("👍", "👍", "👍", "🙏", "👀", "🎉", "😄"))
    return ((emoji, tuple(dice.sample(others, min(len(others), dice.randint(1, 3))))),)


def first_there(company: Company, people: Sequence[str], day: date) -> str:
    return next(who for who in people if company.is_there(who, day))
