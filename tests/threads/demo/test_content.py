"""The story itself, before any of it is stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from threads.demo.company import rill
from threads.demo.history import History, history_of
from threads.demo.library import every_script, written
from threads.demo.script import Line, Script
from threads.demo.story_time import STORY_NOW, StoryTime
from threads.demo.timetable import is_near_work, real_moment

MOMENTS = [
    STORY_NOW,
    datetime(2026, 11, 25, 14, 0, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 30, tzinfo=UTC),
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),  # clocks go forward in Lisbon
    datetime(2028, 2, 29, 21, 0, tzinfo=UTC),
]


def histories(now: datetime) -> list[History]:
    company, story = rill(), StoryTime(now)
    desks = company.desks(story)
    return [history_of(script, desks, story) for script in every_script(company, story)]


def readers(script: Script) -> set[str]:
    return set(script.people) if not script.channel else set(rill().readers(script.channel))


@pytest.mark.parametrize("now", MOMENTS)
def test_whenever_it_is_told_everybody_wrote_in_their_hours(now: datetime) -> None:
    desks = rill().desks(StoryTime(now))
    for history in histories(now):
        for said in history.said:
            assert said.at < now
            if said.at != history.said[-1].at or said.line.at is None:
                assert is_near_work(desks[said.line.author], said.at), history.script.key


@pytest.mark.parametrize("now", MOMENTS)
def test_whenever_it_is_told_it_has_just_happened(now: datetime) -> None:
    ages = sorted(now - history.said[-1].at for history in histories(now))
    assert ages[0] < timedelta(days=4)
    assert ages[30] < timedelta(days=12)


@pytest.mark.parametrize("hour", [0, 5, 11, 19, 22])
def test_on_a_working_day_somebody_wrote_within_the_hour(hour: int) -> None:
    now = datetime(2026, 11, 25, hour, 50, tzinfo=UTC)
    assert min(now - history.said[-1].at for history in histories(now)) < timedelta(hours=1)


def test_sixty_threads_are_written_by_hand_and_answered() -> None:
    answered = [script for script in written() if len(script.lines) >= 4]
    assert len(written()) >= 80
    assert len(answered) >= 60


def test_times_of_the_story_hold_at_its_own_moment() -> None:
    desks, story = rill().desks(StoryTime(STORY_NOW)), StoryTime(STORY_NOW)
    for script in written():
        for said in history_of(script, desks, story).said:
            if said.line.at:
                assert said.at == real_moment(said.line.at, desks[said.line.author], story), (
                    script.key,
                    said.number,
                )


def test_who_writes_had_joined_and_not_left() -> None:
    for script in every_script(rill(), StoryTime(STORY_NOW)):
        for line in script.lines:
            if line.at:
                member = rill().members[line.author]
                assert member.joined <= line.at.day, script.key
                assert member.left is None or line.at.day < member.left, script.key


def test_whom_a_message_names_can_read_it() -> None:
    for script in every_script(rill(), StoryTime(STORY_NOW)):
        for line in script.lines:
            named = set(re.findall(r"(?<!\S)[(]?@([a-z]+)", line.text))
            assert named <= readers(script), (script.key, named)


def test_links_lead_to_threads_that_their_readers_may_read() -> None:
    scripts = {script.key: script for script in every_script(rill(), StoryTime(STORY_NOW))}
    assert sum(1 for _ in _links(scripts.values())) >= 15
    for script, key, number in _links(scripts.values()):
        target = scripts[key]
        assert readers(script) - {"grace", "joao"} <= readers(target), (script.key, key)
        assert int(number or 1) <= len(target.lines)


def test_nobody_says_the_same_thing_twice_in_what_was_written_by_hand() -> None:
    said = Counter(line.text for script in written() for line in script.lines)
    assert [text for text, times in said.items() if times > 1] == []


def test_the_markup_of_people_who_write_markdown_is_there() -> None:
    texts = [line.text for script in written() for line in script.lines]
    for mark in ("```", "|---", "\n- ", "\n1. ", "> ", "- [x]", "**", "](thread:", "`", "#"):
        assert sum(mark in text for text in texts) >= 2, mark


def test_every_place_of_a_date_says_something_of_it() -> None:
    """A misspelt date would silently stay what it was in November 2026."""
    other = StoryTime(STORY_NOW + timedelta(days=500))
    for script in every_script(rill(), other):
        for text in (script.title, script.outcome, *_texts(script.lines)):
            for place in re.findall(r"\{\{\d\d-\d\d [^{}]+\}\}", text):
                assert other.told(place) != place[8:-2], (script.key, place)
            assert "{{" not in other.told(text), script.key


def _texts(lines: tuple[Line, ...]) -> list[str]:
    return [text for line in lines for text in (line.text, line.was)]


def _links(scripts: Iterable[Script]) -> Iterator[tuple[Script, str, str]]:
    for script in scripts:
        for text in (script.outcome, *_texts(script.lines)):
            for key, number in re.findall(r"thread:([a-z0-9-]+)(?:#(\d+))?", text):
                yield script, key, number
