"""Titles and sources without what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.threads.markdown.desk import unhurried
from threads.markdown import clean_source, clean_title


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Roll out\tfirmware \n 2.4? ", "Roll out firmware 2.4?"),
        ("a\u2028b\u00a0c\x00d\x1be", "a b cde"),
        ("in\u202evoice", "invoice"),
        ("a\u200b\u00adb\ufeff", "ab"),
        ("‏שלום", "‏שלום"),
        ("👩\u200d🚀 and می\u200cخواهم", "👩\u200d🚀 and می\u200cخواهم"),
        ("\ud800x", "x"),
        ("\u200b\u200d\u2800\u3164", ""),
        (" \n ", ""),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_a_title_is_one_line_of_what_can_be_seen(typed: str, kept: str) -> None:
    assert clean_title(typed) == kept


@unhurried
@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_title(clean_title(text)) == clean_title(text)
    assert clean_source(clean_source(text)) == clean_source(text)


@unhurried
@given(st.text())
def test_what_is_clean_can_be_stored_and_sent(text: str) -> None:
    for cleaned in (clean_title(text), clean_source(text)):
        assert "\x00" not in cleaned
        assert cleaned.encode().decode() == cleaned


def test_a_source_keeps_its_lines_tabs_and_spaces() -> None:
    assert clean_source("a\r\n\tb  \rc\u2029d") == "a\n\tb  \nc\nd"
