"""Logs of numbers: the test rig's nights, each day's readings, restored backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random

from threads.demo.company import Company
from threads.demo.logs.days import AFTERNOON
from threads.demo.logs.diary import Diary
from threads.demo.logs.sentences import pairs, sentences
from threads.demo.script import Script
from threads.demo.story_time import place_of

UNITS = 220
COUNTIES = ("Kisumu", "Siaya", "Kakamega", "Homa Bay", "Busia", "Vihiga")


def measured(company: Company) -> Iterator[Script]:
    yield _rig(company)
    yield _readings(company)
    yield _restores(company)


def _rig(company: Company) -> Script:
    diary = Diary(
        company,
        Script("rig-runs", "firmware", "Nightly rig runs", (), responsible="hemi"),
        "Every night's run goes here, newest build of the branch, both loops where they are free."
        " Red needs a sentence from whoever broke it, green needs nothing.",
        days=180,
        until=date(2026, 11, 14),
    )
    tests, build = sentences("rig_tests"), 148
    for day in diary.dates:
        build += diary.dice.randint(0, 2)
        diary.entry(day, "hemi", _night(diary.dice, tests, build), (10, 11))
    diary.remarks(pairs("rig_notes"))
    return diary.closed()


def _night(dice: Random, tests: list[str], build: int) -> str:
    rows = []
    for test in dice.sample(tests, dice.randint(3, 4)):
        cases = dice.choice((12, 40, 60, 120, 300))
        passed = cases - (dice.randint(1, 6) if dice.random() < 0.13 else 0)
        rows.append(f"| {test} | {passed}/{cases} | {'' if passed == cases else '**red**'} |")
    return f"Build {build}\n\n| Test | Passed | |\n|---|---:|---|\n" + "\n".join(rows)


def _readings(company: Company) -> Script:
    diary = Diary(
        company,
        Script("daily-readings", "platform", "Readings, day by day", (), responsible="vikram"),
        "What arrived yesterday and what did not, one line a day. Whoever knows why writes it"
        " underneath, so that nobody looks for the same gap twice.",
        days=190,
    )
    for number, (before, day) in enumerate(pairwise(diary.dates)):
        who = "aroha" if number % 9 == 4 else "vikram"
        text = _counties(diary.dice, before) if number % 8 == 7 else _day(diary.dice, before)
        diary.entry(day, who, text, (10, 11))
    diary.remarks(pairs("data_notes"))
    return diary.closed()


def _day(dice: Random, day: date) -> str:
    units, late = UNITS - dice.choice((0, 0, 0, 1, 1, 2, 3)), dice.uniform(0.1, 1.9)
    gaps = sorted(dice.sample(range(3, UNITS), dice.choice((0, 1, 1, 2, 3))))
    date_words = place_of(day, "short weekday", "day", "short month")
    text = f"**{date_words}** · {units} of {UNITS} units, {late:.1f} % late"
    if gaps:
        word = "gap at" if len(gaps) == 1 else "gaps at"
        return f"{text}, {word} {', '.join(map(str, gaps))}"
    return f"{text}, no gaps"


def _counties(dice: Random, day: date) -> str:
    rows = []
    for county in COUNTIES:
        readings, late = dice.randint(18, 52) * 1440, dice.uniform(0, 2.2)
        rows.append(f"| {county} | {readings:,} | {late:.1f} % | {dice.choice((0, 0, 1, 2))} |")
    date_words = place_of(day, "weekday", "day", "month")
    head = "| | Readings | Late | Gaps |\n|---|---:|---:|---:|\n"
    return f"{date_words}, by county:\n\n{head}" + "\n".join(rows)


def _restores(company: Company) -> Script:
    diary = Diary(
        company,
        Script("restores", "platform", "Restored backups", (), responsible="lena"),
        "A backup that was never restored is a hope. Every third working day somebody restores the"
        " last one into an empty machine and writes down what came out.",
        days=180,
    )
    size = 118.0
    for number, day in enumerate(diary.dates[::3]):
        size += diary.dice.uniform(0.2, 1.4)
        minutes = int(size / 2) + diary.dice.randint(-3, 4)
        who = ("lena", "vikram", "tom", "lena")[number % 4]
        words = place_of(day, "day", "month")
        diary.entry(day, who, f"{words}: {size:.0f} GB in {minutes} minutes, row counts equal.", AFTERNOON)
    return diary.closed()
