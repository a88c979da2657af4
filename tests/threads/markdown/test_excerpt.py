"""A message as one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.threads.markdown.desk import html_of, unhurried
from threads.markdown import excerpt, plain_text


def test_every_construct_leaves_its_words() -> None:
    source = (
        "# Plan\n@asha **see** `x < 1` &amp; [this](https://x.example)\n- [x] done\n- two\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```python\nreturn 1\n```\n> quoted\n\n:bobbin: :tada:"
    )

    assert plain_text(html_of(source)) == (
        "Plan @Asha see x < 1 & this done two a b c d return 1 quoted :bobbin: 🎉"
    )


def test_lines_and_blocks_do_not_grow_together() -> None:
    assert plain_text(html_of("one\ntwo\n\nthree")) == "one two three"


def test_markup_that_was_typed_is_text_again() -> None:
    assert plain_text(html_of("<b>x</b> &lt;i&gt;")) == "<b>x</b> <i>"


def test_a_short_message_is_whole() -> None:
    assert excerpt(html_of("one two"), 7) == "one two"


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 9, "one two…"),
        ("supercalifragilistic", 10, "supercali…"),
        ("a supercalifragilistic", 10, "a superca…"),
    ],
)
def test_a_long_message_is_cut_between_words_where_that_loses_little(
    text: str, length: int, cut: str
) -> None:
    assert excerpt(html_of(text), length) == cut


@unhurried
@given(st.text(), st.integers(min_value=2, max_value=50))
def test_an_excerpt_is_never_longer_than_asked_and_one_line(text: str, length: int) -> None:
    short = excerpt(html_of(text), length)

    assert len(short) <= length
    assert short == " ".join(short.split())
