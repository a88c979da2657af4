"""What an edit changed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.threads.markdown.desk import unhurried
from threads.markdown import clean_source
from threads.markdown.diff import MAX_PAIRS, diff


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        ("same", "same", "same"),
        ("on Tuesday, 12 units", "on Friday, 12 units", "on <del>Tuesday</del><ins>Friday</ins>, 12 units"),
        ("one", "one two", "one<ins> two</ins>"),
        ("one two", "two", "<del>one </del>two"),
        ("", "all", "<ins>all</ins>"),
        ("all", "", "<del>all</del>"),
        ("a\nb", "a\nc", "a\n<del>b</del><ins>c</ins>"),
        ("<b>x</b>", "<i>x</i>", "&lt;<del>b</del><ins>i</ins>&gt;x&lt;/<del>b</del><ins>i</ins>&gt;"),
        ("a\r\nb", "a\nb", "a\nb"),
        ("in\u202evoice", "invoice", "invoice"),
    ],
)
def test_what_was_removed_and_added_is_marked(before: str, after: str, html: str) -> None:
    assert diff(before, after) == html


def test_a_change_in_a_long_message_is_found_by_lines() -> None:
    lines = [f"{n} lines of words that stay" for n in range(200)]
    before = "\n".join(["first", *lines, "last"])
    after = "\n".join(["erste", *lines, "letzte"])
    html = diff(before, after)

    assert len(lines) * 6 * len(lines) * 6 > MAX_PAIRS
    assert "199 lines of words that stay" in re.sub(r"<(del|ins)>.*?</\1>", "", html, flags=re.DOTALL)


def test_what_is_too_large_to_compare_is_shown_as_replaced() -> None:
    before, after = "a\n" * 5_000, "b\n" * 5_000

    assert diff(before, after).count("<del>") == diff(before, after).count("<ins>") <= 5_001
    assert diff("(" * 9_000, ")" * 9_000) == f"<del>{'(' * 9_000}</del><ins>{')' * 9_000}</ins>"


TEXTS = st.one_of(st.text(), st.text(alphabet="ab <&\n", max_size=60))


@unhurried
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_changes(before: str, after: str) -> None:
    html = diff(before, after)

    assert _without("ins", html) == clean_source(before)
    assert _without("del", html) == clean_source(after)


def _without(tag: str, html: str) -> str:
    rest = re.sub(rf"<{tag}>.*?</{tag}>", "", html, flags=re.DOTALL)
    text = re.sub(r"</?(?:ins|del)>", "", rest)
    assert "<" not in text
    return unescape(text)
