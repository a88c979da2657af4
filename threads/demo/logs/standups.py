"""Weekly check-ins: what somebody sets out to do in one week is what they have done in the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from threads.demo.chance import chance
from threads.demo.company import Company
from threads.demo.logs.sentences import pairs, shuffled
from threads.demo.script import Line, Script
from threads.demo.story_time import StoryMoment, place_of

ROUNDS = {
    "firmware": ("Firmware", "asha"),
    "platform": ("Platform", "lena"),
    "product": ("Product", "maya"),
}
WEEKS = 8
LAST_MONDAY = date(2026, 11, 16)
"""The week after it has a thread of its own in `content/`."""


def standups(company: Company) -> Iterator[Script]:
    words = defaultdict(list)
    for name, text in pairs("standup_words"):
        words[name].append(text)
    for channel, (team, host) in ROUNDS.items():
        yield from _Round(company, channel, team, host, words["open"], words["way"], words["end"]).weeks()


@dataclass
class _Round:
    """One team's; `openings`, `ways` ("in the way") and `endings` (outcomes) are sentences to draw from."""

    company: Company
    channel: str
    team: str
    host: str
    openings: list[str]
    ways: list[str]
    endings: list[str]
    plans: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def weeks(self) -> Iterator[Script]:
        dice = chance("stand-ups", self.channel)
        for who, plan in pairs(f"standup_{self.channel}"):
            self.plans[who].append(plan)
        openings = shuffled(dice, self.openings)
        for week in range(WEEKS):
            monday = LAST_MONDAY - timedelta(weeks=WEEKS - 1 - week)
            friday, thursday = monday - timedelta(days=3), monday + timedelta(days=3)
            opening = Line(self.host, openings[week % len(openings)], StoryMoment(friday, time(10, 5)))
            lines = [opening, *self._monday(dice, week, monday), *self._thursday(dice, week, thursday)]
            number = monday.isocalendar().week
            yield Script(
                key=f"stand-up-{self.channel}-{number}",
                channel=self.channel,
                title=f"{self.team} stand-up, {place_of(monday, 'week')}",
                kind="check_in",
                responsible=self.host,
                resolved=self.host,
                outcome=self.endings[week % len(self.endings)],
                lines=tuple(lines),
            )

    def _monday(self, dice: Random, week: int, day: date) -> Iterator[Line]:
        for who in self._there(day):
            done, following = (plan.split(" | ")[0] for plan in self.plans[who][week : week + 2])
            way = dice.choice(self.ways)
            text = f"- **Done** {done}\n- **Next** {following}\n- **In the way** {way}"
            if dice.random() < 0.3:
                text = f"Done: {done}.\n\nNext: {following}. In the way: {way}."
            others = [other for other in self._there(day) if other != who]
            liked = (("👍", tuple(dice.sample(others, dice.randint(1, 2)))),)
            at = StoryMoment(day, time(dice.randint(10, 11), dice.randint(5, 55)))
            yield Line(who, text, at, reactions=liked if dice.random() < 0.3 else ())

    def _thursday(self, dice: Random, week: int, day: date) -> Iterator[Line]:
        """Whoever has something to tell of the plan they took on."""
        for who in self._there(day):
            plan, _, news = self.plans[who][week + 1].partition(" | ")
            if news:
                at = StoryMoment(day, time(dice.randint(14, 15), dice.randint(1, 55)))
                yield Line(who, f"> {plan}\n\n{news[0].upper()}{news[1:]}.", at)

    def _there(self, day: date) -> list[str]:
        return [who for who in self.plans if self.company.is_there(who, day)]
