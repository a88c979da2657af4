"""Whatever is typed ends as text or as safe HTML (quality.md, Security, markup)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.security.corpus import hostile
from tests.security.safe_html import problems
from tests.threads.markdown.desk import unhurried
from threads.markdown import MAX_LENGTH, Directory, Person, candidates, clean_title, render
from threads.markdown.sanitiser import sanitise

DIRECTORY = Directory(
    people={
        "asha": Person(17, "asha", "Asha Raman"),
        "mallory": Person(66, "mallory", '<script>"\u202eMallory'),
    },
    channels={"firmware": (3, "/c/3/firmware/")},
    emoji={"bobbin": "/emoji/bobbin/"},
    base_url="https://team.example",
)
CORPUS = hostile()


def test_the_corpus_is_large_and_nothing_in_it_is_there_twice() -> None:
    assert len(CORPUS) == len(set(CORPUS)) >= 200
    assert all(text.encode() for text in CORPUS)


@pytest.mark.parametrize("text", CORPUS, ids=lambda text: repr(text[:40]))
def test_a_hostile_message_becomes_safe_html(text: str) -> None:
    rendered = render(text, DIRECTORY)

    assert problems(rendered.html) == []
    assert sanitise(rendered.html) == rendered.html, "sanitising again must change nothing"
    assert len(rendered.html) < 15 * MAX_LENGTH
    named = {DIRECTORY.people[name].id for name in candidates(text).handles & DIRECTORY.people.keys()}
    assert set(rendered.mentions) <= named


@pytest.mark.parametrize(
    "text", [text for text in CORPUS if len(text) < 2_000], ids=lambda text: repr(text[:40])
)
def test_a_hostile_text_that_skips_the_renderer_is_stopped_by_the_sanitiser(text: str) -> None:
    html = sanitise(text)

    assert [problem for problem in problems(html) if not problem.startswith(TOLERATED)] == []
    assert sanitise(html) == html


TOLERATED = ("not well formed", "an external link without rel", "reorders text", "div class=''")
"""The parser's, the renderer's and `clean_source`'s tasks: the sanitiser alone need not do them."""


@pytest.mark.parametrize("text", CORPUS, ids=lambda text: repr(text[:40]))
def test_a_hostile_title_is_one_line_without_controls(text: str) -> None:
    title = clean_title(text)

    assert title == " ".join(title.split())
    assert not {unicodedata.category(character) for character in title} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(title) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>y</p>",
        '<p id="nav">y</p>',
        '<a href="javascript:x">y</a>',
        '<a href="//evil.example">y</a>',
        '<a href="https://a@evil.example" rel="noopener noreferrer nofollow">y</a>',
        '<a href="https://evil.example">y</a>',
        '<img class="emoji" src="https://evil.example/x.png">',
        "<strong>y",
        "</div><p>y</p>",
        '<a href="/x"><a href="/y">z</a></a>',
        "<input type=text>",
        '<p class="dialog">y</p>',
        "<p style='color:red'>y</p>",
        "<div hx-get=/x>y</div>",
        "<!-- y -->",
        "<p>a\u202eb</p>",
        "<svg><title>x</title></svg>",
    ],
)
def test_the_judge_of_these_tests_sees_what_is_unsafe(html: str) -> None:
    assert problems(html)


@unhurried
@given(
    st.text(
        alphabet=st.sampled_from('<>"=/&;:#@![]()*_`~|-+\\ \n\tabhijnoprstvx.{}%0189\u202e\x00'), max_size=200
    )
)
def test_any_text_of_markup_characters_becomes_safe_html(text: str) -> None:
    html = render(text, DIRECTORY).html

    assert problems(html) == []
    assert sanitise(html) == html


@unhurried
@given(st.lists(st.sampled_from(CORPUS).map(lambda text: text[:200]), max_size=6).map("".join))
def test_hostile_texts_joined_become_safe_html(text: str) -> None:
    html = render(text, DIRECTORY).html

    assert problems(html) == []
    assert sanitise(html) == html
