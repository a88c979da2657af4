"""What the page of a search shows of the question itself: chips, addresses, what it looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from threads.search.operators import DATES, Words
from threads.search.query import Filter, Problem, Query
from threads.search.ranking import BEST


@dataclass(frozen=True)
class Chip:
    """`text` is what is typed for it; shown are `operator` and `value`."""

    text: str
    operator: str
    value: str
    is_wrong: bool = False


@dataclass(frozen=True)
class Narrowing:
    """A way to ask for less. One whose text ends with a colon wants something after it."""

    text: str
    says: Words


NARROWINGS: Sequence[Narrowing] = (
    Narrowing("from:", _("a person")),
    Narrowing("in:", _("a channel")),
    Narrowing("has:link", _("a link")),
    Narrowing("has:task", _("action items")),
    Narrowing("after:", _("a date")),
    Narrowing("is:resolved", _("with an outcome")),
    Narrowing("is:unread", _("new to you")),
)


def chips(query: Query, problems: Sequence[Problem]) -> list[Chip]:
    return [_chip(asked) for asked in query.filters] + [_wrong(problem) for problem in problems]


def address(texts: Sequence[str], words: str, **more: str) -> str:
    """Of a search for `words` with the chips `texts`."""
    asked = [*(("f", text) for text in texts), *([("q", words)] if words else [])]
    asked += [(name, value) for name, value in more.items() if value and value != BEST]
    return f"{reverse('search')}?{urlencode(asked)}"


def advice(chips: Sequence[Chip], words: str, problem: Problem) -> SafeString:
    """What to do about `problem`, with what could stand in its place as links to that search."""
    others = [chip.text for chip in chips if chip.text != problem.text]
    links = [_link(address([*others, text], words), text) for text in problem.instead]
    return format_html(problem.advice, *links) if links else SafeString(escape(problem.advice))


def _link(url: str, text: str) -> SafeString:
    operator, _colon, value = text.partition(":")
    return format_html('<a href="{}">{}</a>', url, value.strip('"') if operator in DATES else text)


def looked_at(query: Query) -> str:
    """ "in:#firmware, is:decision, before:1 Dec 2026"."""
    return ", ".join(f"{chip.operator}{chip.value}" for chip in map(_chip, query.filters))


def _chip(asked: Filter) -> Chip:
    value = asked.value
    if asked.days and asked.days.first == asked.days.last:
        value = date_format(asked.days.first, "j M Y")
    return Chip(asked.text, f"{'-' if asked.negated else ''}{asked.operator}:", value)


def _wrong(problem: Problem) -> Chip:
    operator, _colon, value = problem.text.partition(":")
    return Chip(problem.text, f"{operator}:", value.strip('"'), is_wrong=True)
