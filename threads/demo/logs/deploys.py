"""The deployment log. Its last message is always fresh: from whoever works at this moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from accounts.working_time import is_working
from threads.demo.company import Company
from threads.demo.logs.days import AFTERNOON, MORNING, first_there
from threads.demo.logs.diary import Diary
from threads.demo.logs.sentences import pairs, sentences, shuffled
from threads.demo.script import Line, Script
from threads.demo.story_time import StoryTime

CREW = ("lena", "vikram", "tom", "kofi")
OTHERS = ("hemi", "sam")
BY_CREW = "**alerts** is live: nothing new in it, only what it is built with. Five minutes in, all quiet."
BY_OTHERS = "Looked at the graphs after the last one: error rate as before, and nobody has called."


def deploys(company: Company, story: StoryTime) -> Iterator[Script]:
    diary = Diary(
        company,
        Script("deploy-log", "platform", "Deploy log", (), responsible="lena", pinned="lena"),
        "What went live, in one message each, by whoever pressed the button. Not on a {{11-20 Friday}}"
        " after lunch, in nobody's zone.",
        days=60,
    )
    changes = shuffled(diary.dice, pairs("deploys"))
    notes = shuffled(diary.dice, sentences("deploy_notes"))
    versions = Counter({service: diary.dice.randint(12, 60) for service, _change in changes})
    share = len(notes) / len(changes)
    for number, (service, change) in enumerate(changes):
        place = number * len(diary.dates) // len(changes)
        day = diary.dates[place]
        who = first_there(company, shuffled(diary.dice, CREW), day)
        versions[service] += 1
        diary.entry(day, who, _live(diary.dice, service, versions[service], change), MORNING)
        if number * share % 1 < share and notes:
            for later, note in enumerate(notes.pop().split(" || ")):
                if place + later < len(diary.dates):
                    diary.entry(diary.dates[place + later], who, _measured(diary.dice, note), AFTERNOON)
    desks = company.desks(story)
    last = next((who for who in (*CREW, *OTHERS) if is_working(desks[who], story.now)), "")
    if last:
        diary.lines.append(Line(last, BY_CREW if last in CREW else BY_OTHERS))
    yield diary.closed()


def _live(dice: Random, service: str, version: int, change: str) -> str:
    if dice.random() < 0.5:
        return f"**{service} {version}** is live: {change}."
    return f"`{service}` {version}\n\n- {change}" + (
        "\n- libraries, the usual" if dice.random() < 0.15 else ""
    )


def _measured(dice: Random, note: str) -> str:
    return note.format(n=dice.randint(3, 40), ms=dice.randint(38, 190), pct=f"{dice.uniform(0.01, 0.2):.2f}")
