"""One thread that grew over months: entries laid on working days, remarks in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from threads.demo.chance import chance
from threads.demo.company import Company
from threads.demo.logs.days import AFTERNOON, MORNING, around, liked, working_days
from threads.demo.script import Line, Script
from threads.demo.story_time import STORY_NOW

TODAY = STORY_NOW.date()


@dataclass
class Diary:
    """`script` lacks its lines; `opening` is the first. It ends on the working day
    before `until`."""

    company: Company
    script: Script
    opening: str
    days: int
    until: date = TODAY
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = chance("diary", self.script.key)
        first, *self.dates = working_days(self.days + 1, self.until)
        self.lines.append(Line(self.script.responsible, self.opening, around(first, MORNING, self.dice)))

    def entry(self, day: date, who: str, text: str, hours: tuple[int, int] = MORNING) -> None:
        """Left out when `who` was not there on that day."""
        if self.company.is_there(who, day):
            line = Line(who, text, around(day, hours, self.dice))
            reactions = liked(self.dice, self.company, self.script.channel, line, day, 0.14)
            self.lines.append(replace(line, reactions=reactions))

    def remarks(self, remarks: Sequence[tuple[str, str]]) -> None:
        """(who, what), in this order, evenly over all days, in the afternoons."""
        step = len(self.dates) / (len(remarks) + 1)
        for place, (who, text) in enumerate(remarks, start=1):
            self.entry(self.dates[int(place * step)], who, text, AFTERNOON)

    def closed(self) -> Script:
        return replace(self.script, lines=tuple(self.lines))
