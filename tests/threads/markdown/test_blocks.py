"""Task lists, tables and code."""

from __future__ import annotations

import html5lib
import pytest

from tests.threads.markdown.desk import html_of
from threads.markdown.code import CLASSES, LANGUAGES, MAX_HIGHLIGHTED, highlight


def test_a_list_of_tasks_is_a_checklist_whose_boxes_only_show() -> None:
    assert html_of("- [x] Rehearse *rollback*\n- [ ] Ask `lena`") == (
        '<ul class="checklist">\n'
        '<li><input type="checkbox" checked="" aria-label="Rehearse rollback" disabled="">'
        "<label>Rehearse <em>rollback</em></label></li>\n"
        '<li><input type="checkbox" aria-label="Ask lena" disabled="">'
        "<label>Ask <code>lena</code></label></li>\n"
        "</ul>"
    )


def test_tasks_apart_by_empty_lines_look_the_same() -> None:
    assert html_of("- [x] a\n\n- [ ] b").replace("\n", "") == html_of("- [x] a\n- [ ] b").replace("\n", "")


def test_a_mixed_list_keeps_its_bullets() -> None:
    html = html_of("- [ ] a\n- b")

    assert html.startswith("<ul>\n<li><input")
    assert html.count("<label>") == 1


def test_numbered_tasks_keep_their_numbers() -> None:
    assert html_of("1. [ ] a").startswith("<ol>\n<li><input")


def test_a_task_holds_more_than_its_first_line() -> None:
    html = html_of("- [ ] a\n  - b\n- [ ] > c\n- [ ] ")

    assert "<label>a</label>\n<ul>\n<li>b</li>\n</ul>" in html
    assert 'aria-label="…"' in html
    assert html.count("<label>") == 1
    assert html.count("<input") == 3


def test_a_long_task_has_a_short_name() -> None:
    assert f'aria-label="{"x" * 99}…"' in html_of(f"- [ ] {'x' * 300}")
    assert 'aria-label="a b, c."' in html_of("- [ ] a\n  *b*, **c**.")


@pytest.mark.parametrize("source", ["[ ] a", "- [y] a", "- [x]a", "-[ ] a", "    - [ ] a"])
def test_what_only_resembles_a_task_has_no_box(source: str) -> None:
    assert "<input" not in html_of(source)


def test_a_table_scrolls_in_a_named_group_and_aligns_without_styles() -> None:
    assert html_of("| Unit | *Drift* |\n|:-:|--:|\n| a | 1 |") == (
        '<div class="table-wrap" tabindex="0" role="group" aria-label="Unit, Drift">'
        '<table class="table">\n'
        '<thead>\n<tr>\n<th data-align="center">Unit</th>\n'
        '<th data-align="right"><em>Drift</em></th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td data-align="center">a</td>\n<td data-align="right">1</td>\n</tr>\n</tbody>\n'
        "</table></div>"
    )


def test_a_table_without_names_still_has_one() -> None:
    assert 'aria-label="…"' in html_of("|  |  |\n|---|---|\n| a | b |")


def test_code_keeps_its_lines_and_loses_only_the_last_break() -> None:
    assert html_of("```\n\na\n\n b\n```") == '<pre tabindex="0"><code>\na\n\n b</code></pre>'
    assert html_of("    a\n    b") == '<pre tabindex="0"><code>a\nb</code></pre>'


def test_known_languages_are_coloured_by_classes() -> None:
    assert html_of("```python\nreturn 'a' # b\n```") == (
        '<pre tabindex="0"><code><span class="tok-keyword">return</span> '
        "<span class=\"tok-string\">'a'</span> "
        '<span class="tok-comment"># b</span></code></pre>'
    )


@pytest.mark.parametrize("info", ["", "nonsense", "Python3000", "python'", "__class__", "../python"])
def test_unknown_languages_are_plain(info: str) -> None:
    assert html_of(f"```{info}\nreturn 1 < 2\n```") == '<pre tabindex="0"><code>return 1 &lt; 2</code></pre>'


def test_further_words_after_the_language_do_no_harm() -> None:
    assert 'class="tok-keyword"' in html_of("```PYTHON title=x\nreturn\n```")


def test_a_long_block_is_plain_and_so_is_what_comes_after_many() -> None:
    line = "return 1\n"
    block = f"```python\n{line * 100}```\n"

    assert "<span" not in html_of(f"```python\n{line * (MAX_HIGHLIGHTED // len(line) + 1)}```")
    assert html_of(block * 20).count("tok-number") == 100 * (MAX_HIGHLIGHTED // 900)


@pytest.mark.parametrize("code", ["x" * 301, "a" + " " * 100 + "b", "a" + "\n" * 100 + "return"])
def test_what_no_code_looks_like_is_plain(code: str) -> None:
    assert highlight(f"return 1\n{code}", "python") == f"return 1\n{code}"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_keeps_the_text_and_uses_known_classes(language: str) -> None:
    code = '\n  # x <b> &amp; "a\'b"\n\tdef f(x) { return 1; } // end\n+a\n-b\n\n'
    html = highlight(code, language)
    parsed = html5lib.parseFragment(f"<pre>\n{html}</pre>", namespaceHTMLElements=False)

    assert "".join(parsed.itertext()) == code
    assert {element.get("class") for element in parsed.iter("span")} <= CLASSES
