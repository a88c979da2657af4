"""Long threads, put together from hand-written sentences by chance with a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from accounts.working_time import Schedule
from threads.demo.company import Company
from threads.demo.logs.deploys import deploys
from threads.demo.logs.measured import measured
from threads.demo.logs.standups import standups
from threads.demo.logs.told import told
from threads.demo.script import Line, Script
from threads.demo.story_time import StoryTime
from threads.demo.timetable import real_moment

LAST = datetime.max.replace(tzinfo=UTC)


def every_log(company: Company, story: StoryTime) -> Iterator[Script]:
    desks = company.desks(story)
    found = (*standups(company), *deploys(company, story), *measured(company), *told(company))
    for script in found:
        yield replace(script, lines=tuple(_in_order(script, desks, story)))


def _in_order(script: Script, desks: Mapping[str, Schedule], story: StoryTime) -> list[Line]:
    """By the moment, which days and clocks in five zones don't tell; the opening stays first."""

    def moment(line: Line) -> datetime:
        return real_moment(line.at, desks[line.author], story) if line.at else LAST

    opening, *lines = script.lines
    return [opening, *sorted(lines, key=moment)]
