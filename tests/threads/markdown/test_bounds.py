"""No message costs more than a long honest one."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from tests.threads.markdown.desk import DIRECTORY, html_of
from threads.markdown import MAX_LENGTH, candidates
from threads.markdown.autolinks import LINKIFY
from threads.markdown.blocks import MAX_CELLS
from threads.markdown.context import CONTEXT, Context
from threads.markdown.links import MAX_URL
from threads.markdown.parser import MAX_NESTING, PARSER
from threads.markdown.references import MAX_LINK_CHARACTERS, MAX_REFERENCES


@pytest.mark.parametrize(
    "source",
    [">" * 100 + " end", "- " * 100 + "end", "> - " * 50 + "end", "1. " * 60 + "end", "> " * 100 + "x\nend"],
)
def test_text_in_deep_nesting_is_flattened_and_not_lost(source: str) -> None:
    html = html_of(source)

    assert html.count("end") == 1
    assert html.count("<blockquote>") + 2 * html.count("<li>") <= MAX_NESTING


def test_ten_lists_deep_all_items_are_shown() -> None:
    html = html_of("\n".join("  " * depth + f"- item{depth}" for depth in range(10)))

    assert all(f"item{depth}" in html for depth in range(10))


def test_a_tables_rows_end_where_its_cells_are_too_many() -> None:
    html = html_of("|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|x|\n" * 1_000)

    assert html.count("<td>") + html.count("<th>") <= MAX_CELLS
    assert html.count("x") >= 1_000


def test_many_tables_share_one_bound() -> None:
    table = "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|x|\n" * 10 + "\n"

    assert html_of(table * 40).count("<td>") <= MAX_CELLS


def test_an_honest_table_is_whole() -> None:
    assert html_of("|a|b|c|\n|-|-|-|\n" + "|1|2|3|\n" * 300).count("<tr>") == 301


def test_references_beyond_the_bound_are_text() -> None:
    html = html_of("@asha " * 2 * MAX_REFERENCES)

    assert html.count('class="mention"') == MAX_REFERENCES
    assert html.count("@asha") == MAX_REFERENCES
    assert len(candidates("".join(f"@p{n} " for n in range(2_000))).handles) == MAX_REFERENCES


@pytest.mark.parametrize("use", ["[a] ", "![a] "])
def test_a_short_reference_cannot_repeat_a_long_url_for_ever(use: str) -> None:
    url = "https://x.example/" + "x" * 1_900
    html = html_of(f"[a]: {url}\n\n" + use * 4_000)

    assert html.count(f'href="{url}"') == MAX_LINK_CHARACTERS // len(url)
    assert html.count("a ") >= 3_999


def test_a_url_is_sought_no_further_than_a_url_may_be_long() -> None:
    assert LINKIFY.length_at("https://x.example/" + "x" * 100, "https") == 118
    assert "<a" in html_of("https://x.example/" + "x" * (MAX_URL - 18))
    assert "<a" not in html_of("https://x.example/" + "x" * MAX_URL)
    assert "<a" not in html_of("x" * (MAX_URL + 1) + " a@x.example")


PATTERNS = [
    "[", "![", "[]", "[a](", "[a](b", "![a](", "[[a](b)", "[a][", "[a]: b\n", "[a]\n", "\\",
    "*", "**a ", "*a_", "***", "_", "~~", "`", "`a ", "``a`", "<", "<a ", "<!--", "</", "&", "&a;",
    "http://", "http://[ ", "https://a.", "a@", "a@b.", "mailto:", "@a ", "#a ", ":a:", "::",
    "> ", ">\n", "- ", "- a\n", "1. ", "1.\n", "- [ ] a\n", "# ", "a\n-\n", "|", "|a|\n", "a|b\n-|-\n",
    "```\n", "    a\n", "a\n", "x ", "\n", "\t",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS, ids=repr)
def test_twice_the_text_is_at_most_twice_the_work(pattern: str) -> None:
    """Counted in calls of Python functions, which no load of the machine changes."""
    half, whole = pattern * (800 // len(pattern)), pattern * (1_600 // len(pattern))

    assert _calls(whole) <= 2.3 * _calls(half) + 500


def _calls(source: str) -> int:
    PARSER.render(source, {CONTEXT: Context(DIRECTORY)})  # patterns are compiled only once
    count = 0

    def observe(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(observe)
    try:
        PARSER.render(source, {CONTEXT: Context(DIRECTORY)})
    finally:
        sys.setprofile(None)
    return count


def test_the_longest_message_is_rendered_whole() -> None:
    words = "word " * (MAX_LENGTH // 5)

    assert html_of(words).count("word") == MAX_LENGTH // 5
