"""What was typed, understood. Pure."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from threads.search.dates import NoSuchDay, days_of
from threads.search.folding import fold
from threads.search.highlight import around, marked
from threads.search.operators import CHOICES, DATES, OPERATORS
from threads.search.parse import parse
from threads.search.query import Days, Query, Term

SUNDAY = date(2026, 11, 22)


def asked(text: str) -> Query:
    return parse(text, SUNDAY)


def test_words_phrases_and_what_must_not_be_in_it() -> None:
    assert asked('connector "double seal" -black -"not this" flood').terms == (
        Term("connector"),
        Term("double seal", exact=True),
        Term("black", negated=True),
        Term("not this", exact=True, negated=True),
        Term("flood", prefix=True),
    )


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [("floo", True), ("floo ", False), ('"floo"', False), ("fl", False), ("-floo", False), ("a floo", True)],
)
def test_only_a_last_word_that_nothing_ended_goes_on(text: str, goes_on: bool) -> None:
    assert asked(text).terms[-1].prefix is goes_on


def test_a_command_line_and_a_clock_time_and_an_address_are_words() -> None:
    texts = [term.text for term in asked("rillctl --force 12:30 https://a.example/x re:start ").terms]
    assert texts == ["rillctl", "--force", "12:30", "https://a.example/x", "re:start"]


def test_operators_take_a_value_a_quoted_value_and_a_minus() -> None:
    found = asked('from:@asha -in:#firmware thread:"Roll out" IS:open').filters
    assert [(each.operator, each.value, each.negated) for each in found] == [
        ("from", "@asha", False),
        ("in", "#firmware", True),
        ("thread", "Roll out", False),
        ("is", "open", False),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-30", "2026-11-30", "2026-11-30"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("30 Nov 2026", "2026-11-30", "2026-11-30"),
        ("30. november", "2026-11-30", "2026-11-30"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("15 Aug", "2026-08-15", "2026-08-15"),
        ("15 June", "2026-06-15", "2026-06-15"),
        ("today", "2026-11-22", "2026-11-22"),
        ("Yesterday", "2026-11-21", "2026-11-21"),
    ],
)
def test_days_as_people_write_them(text: str, first: str, last: str) -> None:
    assert days_of(text, SUNDAY) == Days(date.fromisoformat(first), date.fromisoformat(last))


def test_a_day_without_a_year_is_the_nearest_that_is_not_far_ahead() -> None:
    assert days_of("3 Jan", SUNDAY) == Days(date(2026, 1, 3), date(2026, 1, 3))
    assert days_of("30 Nov", date(2027, 1, 5)) == Days(date(2026, 11, 30), date(2026, 11, 30))


def test_a_day_that_the_calendar_lacks_says_which_days_there_are() -> None:
    with pytest.raises(NoSuchDay, match="November has 30 days") as told:
        days_of("31 Nov", SUNDAY)
    assert told.value.nearest == date(2026, 11, 30)


def test_a_date_may_go_on_after_a_space_and_ends_where_it_ends() -> None:
    query = asked("before:1 Dec 2026 connector")
    assert query.filters[0].days == Days(date(2026, 12, 1), date(2026, 12, 1))
    assert [term.text for term in query.terms] == ["connector"]
    query = asked("after:2025 connector")
    assert query.filters[0].days == Days(date(2025, 1, 1), date(2025, 12, 31))
    assert [term.text for term in query.terms] == ["connector"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("before:31 Nov", "November has 30 days."),
        ("after:soon", "“soon” is no date."),
        ("is:closed", "There is no is:closed."),
        ("has:everything", "There is no has:everything."),
        ("from:", "from: needs something after it."),
        ("form:asha", "There is no form:."),
    ],
)
def test_what_cannot_be_followed_is_told_and_the_rest_is_kept(text: str, said: str) -> None:
    query = asked(f"{text} in:#firmware flood")
    assert [problem.headline for problem in query.problems] == [said]
    assert [each.text for each in query.filters] == ["in:#firmware"]
    assert [term.text for term in query.terms] == ["flood"]


def test_every_way_out_of_a_problem_is_none_itself() -> None:
    for text in ("before:31 Nov", "after:soon", "is:closed", "has:everything", "form:asha"):
        for problem in asked(text).problems:
            assert problem.instead
            for way in problem.instead:
                assert not asked(way).problems, way


VALUES = st.sampled_from(["asha", "#firmware", "open", "link", "2026-11-30", '"two words"', "7"])
OPERATOR = st.builds("{}{}:{}".format, st.sampled_from(["", "-"]), st.sampled_from(sorted(OPERATORS)), VALUES)
TYPED = st.lists(st.one_of(OPERATOR, st.text(max_size=12)), max_size=8).map(" ".join)


@given(TYPED)
@example('"')
@example("-")
@example("in:")
@example("before:-\u0000")
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    query = asked(text)
    for each in query.filters:
        assert each.operator in OPERATORS
        assert each.value
        assert (each.days is not None) is (each.operator in DATES)
        assert each.operator not in CHOICES or each.value in CHOICES[each.operator]
    for term in query.terms:
        assert fold(term.text)


@given(st.lists(OPERATOR, max_size=4), st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), max_size=4))
def test_chips_and_words_mean_what_was_typed(operators: list[str], words: list[str]) -> None:
    """The page sends each filter's text and the words again; that must be the same question."""
    query = asked(" ".join([*operators, *words]))
    again = asked(" ".join([*(each.text for each in query.filters), query.words]))
    assert again.terms == query.terms
    assert [(e.operator, e.value, e.negated, e.days) for e in again.filters] == [
        (e.operator, e.value, e.negated, e.days) for e in query.filters
    ]


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
@example("<b>&amp;</b>", ["b", "amp"])
def test_a_highlighted_text_is_the_text_and_nothing_else(text: str, words: list[str]) -> None:
    html = marked(text, frozenset(fold(word) for word in words))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    for written, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        bare = bare.replace(written, meant)
    assert bare == text


def test_accents_case_and_punctuation_are_seen_through() -> None:
    assert fold("Über STRASSE: Ça va, Ngāta? Łódź") == "uber strasse ca va ngata lodz"
    assert fold("report.pdf v2.3.7") == "report pdf v2 3 7"
    assert marked("Die Straße, Café.", frozenset({"strasse", "cafe"})) == (
        "Die <mark>Straße</mark>, <mark>Café</mark>."
    )


def test_a_long_text_is_cut_around_the_first_word() -> None:
    text = f"{'before ' * 60}flood {'after ' * 60}"
    part = around(text, frozenset({"flood"}))
    assert part.startswith("…")
    assert part.endswith("…")
    assert "flood" in part
    assert len(part) < 240
