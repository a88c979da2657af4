"""Paragraphs, headings, lists, quotations, emphasis."""

from __future__ import annotations

import pytest

from tests.threads.markdown.desk import html_of, inline


def test_a_new_line_is_a_line_break_and_an_empty_line_a_new_paragraph() -> None:
    assert html_of("one\ntwo\n\nthree") == "<p>one<br>\ntwo</p>\n<p>three</p>"


def test_line_breaks_of_every_system_are_the_same() -> None:
    assert html_of("one\r\ntwo\rthree\u2028four") == html_of("one\ntwo\nthree\nfour")


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**bold**", "<strong>bold</strong>"),
        ("*slanted*", "<em>slanted</em>"),
        ("~~struck~~", "<s>struck</s>"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("AT&T < 3", "AT&amp;T &lt; 3"),
        (r"\*not slanted\*", "*not slanted*"),
        ("&copy; &lt;b&gt;", "© &lt;b&gt;"),
    ],
)
def test_inline_markup(source: str, html: str) -> None:
    assert inline(source) == html


def test_raw_html_stays_text() -> None:
    assert inline("a <b>c</b>") == "a &lt;b&gt;c&lt;/b&gt;"
    assert html_of("<div>\nx\n</div>") == "<p>&lt;div&gt;<br>\nx<br>\n&lt;/div&gt;</p>"


@pytest.mark.parametrize(("typed", "shown"), [(1, 3), (2, 4), (3, 5), (4, 6), (5, 6), (6, 6)])
def test_headings_stand_below_the_threads_title(typed: int, shown: int) -> None:
    assert html_of(f"{'#' * typed} Plan") == f"<h{shown}>Plan</h{shown}>"


def test_an_underlined_heading_is_a_heading_too() -> None:
    assert html_of("Plan\n===") == "<h3>Plan</h3>"


def test_lists_keep_their_kind_their_nesting_and_their_first_number() -> None:
    assert html_of("- a\n  - b") == "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"
    assert html_of("3. a\n4. b") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'


def test_a_quotation_holds_blocks() -> None:
    assert html_of("> a\n> - b") == "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>"


def test_a_rule_divides() -> None:
    assert html_of("a\n\n---\n\nb") == "<p>a</p>\n<hr>\n<p>b</p>"


def test_nothing_makes_nothing() -> None:
    assert html_of("") == html_of(" \n\n\t") == ""


def test_text_that_reads_from_right_to_left_keeps_its_marks() -> None:
    assert inline("שלום\u200f! می\u200cخواهم") == "שלום\u200f! می\u200cخواهم"


@pytest.mark.parametrize("spelling", ["\u202e", "&#x202E;", "&#8238;"])
def test_characters_that_reorder_their_neighbours_never_show(spelling: str) -> None:
    assert inline(f"invoice{spelling}fdp.exe") == "invoicefdp.exe"
    assert "\u202e" not in html_of(f"`{spelling}` [a{spelling}](https://x.example)")
