"""Logs of sentences: visits, calls, applications, nights on call, windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from threads.demo.company import Company
from threads.demo.logs.days import AFTERNOON
from threads.demo.logs.diary import Diary
from threads.demo.logs.sentences import pairs, sentences, shuffled
from threads.demo.script import Script


def told(company: Company) -> Iterator[Script]:
    yield _visits(company)
    yield _calls(company)
    yield _applications(company)
    yield _on_call(company)
    yield _windows(company)


def _visits(company: Company) -> Script:
    diary = Diary(
        company,
        Script("site-visits", "field-ops", "Site visits, lake shore and inland", (), responsible="wanjiru"),
        "Every visit, one message: where, what you found, what you did. Serial numbers go into the"
        " form, stories come here.",
        days=90,
    )
    found = [row.split(" | ") for row in shuffled(diary.dice, sentences("visits"))]
    sites = sentences("sites")
    share = len(found) / len(diary.dates)
    for number, day in enumerate(diary.dates):
        who = ("wanjiru", "brian")[number % 2]
        first, second, third = diary.dice.sample(sites, 3)
        if number * share % 1 < share and found:
            what, done = found.pop()
            diary.entry(day, who, f"**{first}**: {what}. {done[0].upper()}{done[1:]}.")
        if number % 3 == 0:
            diary.entry(day, who, _routine(diary, second, third), AFTERNOON)
    diary.remarks(pairs("visit_notes"))
    return diary.closed()


def _routine(diary: Diary, *sites: str) -> str:
    dice, rows = diary.dice, []
    for site in sites:
        level = dice.randint(240, 2900)
        battery = dice.uniform(12.1, 13.2)
        rows.append(f"| {site} | {level:,} | {level + dice.randint(-3, 3):,} | {battery:.1f} |")
    return "| Site | By hand, mm | Unit, mm | Battery, V |\n|---|---:|---:|---:|\n" + "\n".join(rows)


def _calls(company: Company) -> Script:
    diary = Diary(
        company,
        Script("county-calls", "field-ops", "What counties called about", (), responsible="brian"),
        "One message a call: who, what they asked, what the answer was. At the end of a quarter we"
        " look what the dashboard could have said by itself.",
        days=66,
    )
    calls = pairs("calls")
    for number, (county, text) in enumerate(shuffled(diary.dice, calls)):
        day = diary.dates[number * len(diary.dates) // len(calls)]
        asked, answer = text.split(" | ")
        sam = county in ("Cascais", "Kericho", "Migori")
        diary.entry(day, "sam" if sam else "brian", f"**{county}**: {asked}.\n\nAnswer: {answer}.")
    return diary.closed()


def _applications(company: Company) -> Script:
    diary = Diary(
        company,
        Script("applications", "hiring", "Applications, second data engineer", (), responsible="aroha"),
        "Numbers instead of names until the first call. One message each, and please write what you"
        " saw, not what you felt.",
        days=26,
    )
    notes = sentences("candidates")
    for number, note in enumerate(notes):
        day = diary.dates[number * len(diary.dates) // len(notes)]
        who = ("aroha", "vikram", "maya")[number % 3]
        diary.entry(day, who, f"**No. {diary.dice.randint(3, 41)}** {note}")
    return diary.closed()


def _on_call(company: Company) -> Script:
    diary = Diary(
        company,
        Script("on-call-log", "incidents", "On-call log", (), responsible="lena"),
        "Whoever is on call writes a line a day, also when nothing happened. Alerts that should not"
        " have woken you go to [the list](thread:grafana-alerts).",
        days=84,
    )
    notes: list[str] = []
    for week, first in enumerate(diary.dates[::5]):
        who = ("lena", "vikram", "tom")[week % 3]
        for day in _some_days(diary, first):
            notes = notes or shuffled(diary.dice, sentences("on_call"))
            diary.entry(day, who, notes.pop().replace("{n}", str(diary.dice.randint(2, 9))))
    return diary.closed()


def _some_days(diary: Diary, first: date) -> Sequence[date]:
    week = [day for day in diary.dates if 0 <= (day - first).days < 5]
    return week[:: diary.dice.choice((1, 1, 2))]


def _windows(company: Company) -> Script:
    diary = Diary(
        company,
        Script("window", "water-talk", "What can you see from your desk?", (), responsible="ines"),
        "No photographs, only words. One sentence.",
        days=31,
    )
    seen = pairs("window")
    for number, (who, text) in enumerate(seen):
        day = diary.dates[number * len(diary.dates) // len(seen)]
        diary.entry(day, who, text, AFTERNOON if number % 2 else (10, 12))
    return diary.closed()
