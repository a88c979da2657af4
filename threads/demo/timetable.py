"""Pure: when each message of a thread was written.

Everybody writes in their own working hours, in the order of the script, and not later than
now. Where the story says a time, it is kept unless it has not come yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from accounts.wall_clock import local_date, opening_instant, zone_named
from accounts.working_time import Schedule, day_windows, is_working, next_opening
from threads.demo.chance import chance
from threads.demo.script import Line
from threads.demo.story_time import StoryMoment, StoryTime

MARGIN = timedelta(minutes=15)
BETWEEN = timedelta(seconds=70)
LONGEST_ABSENCE_DAYS = 60


def written_at(
    key: str, lines: Sequence[Line], desks: Mapping[str, Schedule], story: StoryTime
) -> list[datetime]:
    """A moment for each line, strictly growing; `desks` are schedules by handle."""
    dice = chance("times", key)
    latest = story.now - timedelta(minutes=dice.uniform(3, 50))
    moments: list[datetime] = []
    for line in reversed(lines):
        desk, where = desks[line.author], dice.uniform(0.3, 0.99)
        if line.at is None:
            said = latest - pause(dice) if moments else latest
        elif (said := real_moment(line.at, desk, story)) > latest:
            # Not come yet, or after what answers it: as late as it can be instead.
            said, where = latest - timedelta(minutes=dice.uniform(0, 25)), 0.95
        if not is_near_work(desk, said):
            said = last_working(desk, said, where)
        moments.append(said)
        latest = said - BETWEEN
    return moments[::-1]


def is_near_work(desk: Schedule, at: datetime) -> bool:
    """Some begin a little early or stay a little longer."""
    return any(is_working(desk, at + off) for off in (timedelta(), MARGIN, -MARGIN))


def real_moment(moment: StoryMoment, desk: Schedule, story: StoryTime) -> datetime:
    stamp = datetime.combine(story.real(moment.day), moment.at)
    return opening_instant(stamp, zone_named(desk.time_zone))


def last_working(desk: Schedule, until: datetime, where: float) -> datetime:
    """In the last working hours that began before `until`, `where` of the way (above 0, below
    1) from their beginning to their end or `until`."""
    day = local_date(until, zone_named(desk.time_zone))
    for back in range(LONGEST_ABSENCE_DAYS):
        for start, end in reversed(day_windows(desk, day - timedelta(days=back))):
            if start < until:
                return start + (min(end, until) - start) * where
    raise ValueError(f"no working hours in {LONGEST_ABSENCE_DAYS} days before {until}")


def soon_after(desk: Schedule, at: datetime, wait: timedelta, now: datetime) -> datetime:
    """When somebody who works at `desk` saw what was written at `at`; before `now`."""
    seen = next_opening(desk, at + wait)
    return seen if seen and seen < now else at + min(wait, (now - at) / 2)


def pause(dice: Random) -> timedelta:
    """Between an answer and the next: mostly minutes, sometimes until tomorrow."""
    kind = dice.random()
    if kind < 0.55:
        return timedelta(minutes=dice.uniform(3, 55))
    if kind < 0.9:
        return timedelta(hours=dice.uniform(1, 5))
    return timedelta(hours=dice.uniform(8, 26))
