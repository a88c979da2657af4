from __future__ import annotations

from datetime import date, time

import pytest

from threads.demo.script import Line, Malformed, Unread, read_script
from threads.demo.story_time import StoryMoment

TEXT = """title: Which connector: grey or black?
kind: decision
responsible: wanjiru
resolved: hemi 11-20 15:30
outcome: The **grey** one.
unread: lena 2 11-20 09:05
unread: maya 1

>>> wanjiru 11-18 09:40
👍 hemi asha
✅ brian

The grey one survived.

> quoted: not a field

>>> hemi
edited: 4
was: Looks fine.

Looks fine to me.

>>> asha
deleted: 3

Never mind.
"""


def test_a_script_is_read() -> None:
    script = read_script("connector", "firmware", TEXT)
    assert script.title == "Which connector: grey or black?"
    assert (script.kind, script.responsible, script.author) == ("decision", "wanjiru", "wanjiru")
    assert (script.resolved, script.outcome) == ("hemi", "The **grey** one.")
    assert script.resolved_at == StoryMoment(date(2026, 11, 20), time(15, 30))
    assert script.unread == (
        Unread("lena", 2, StoryMoment(date(2026, 11, 20), time(9, 5))),
        Unread("maya", 1, None),
    )


def test_its_lines_are_read() -> None:
    first, second, third = read_script("connector", "firmware", TEXT).lines
    assert first == Line(
        author="wanjiru",
        text="The grey one survived.\n\n> quoted: not a field",
        at=StoryMoment(date(2026, 11, 18), time(9, 40)),
        reactions=(("👍", ("hemi", "asha")), ("✅", ("brian",))),
    )
    assert second == Line(author="hemi", text="Looks fine to me.", edited=4, was="Looks fine.")
    assert third.deleted == 3


@pytest.mark.parametrize(
    "text",
    [
        "title: No such field\ncolour: red\n\n>>> hemi\n\nYes.\n",
        "no field at all\n\n>>> hemi\n\nYes.\n",
        "title: Bad number\nunread: lena many\n\n>>> hemi\n\nYes.\n",
        "title: Bad date\n\n>>> hemi 13-41 09:00\n\nYes.\n",
        "title: Unknown word of a line\n\n>>> hemi\nshouted: 4\n\nYes.\n",
    ],
)
def test_what_is_malformed_names_its_file(text: str) -> None:
    with pytest.raises(Malformed, match="firmware/connector: "):
        read_script("connector", "firmware", text)
