"""Pure: what was typed → a Query. Never raises; what cannot be followed becomes a Problem and the
rest is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from threads.search.dates import NoSuchDay, days_of
from threads.search.folding import fold, words_of
from threads.search.operators import CHOICES, DATES, OPERATORS
from threads.search.query import Days, Filter, Problem, Query, Term

MAX_LENGTH = 500
MAX_PARTS = 40

# A minus before a minus is no negation: `--force` is a word of somebody's command line.
_PART = re.compile(
    r"(?P<minus>-(?=[^\s-]))?"
    r"(?:(?P<operator>[^\W\d_]+):(?!//))?"
    r"(?:\"(?P<quoted>[^\"]*)\"?|(?P<bare>[^\s\"]+))?"
)


@dataclass(frozen=True)
class Part:
    operator: str
    value: str
    is_quoted: bool
    negated: bool
    text: str


def parse(text: str, today: date) -> Query:
    """`today` is the reader's local date, from which `yesterday` counts."""
    terms: list[Term] = []
    filters: list[Filter] = []
    problems: list[Problem] = []
    parts = list(_parts(text[:MAX_LENGTH]))[:MAX_PARTS]
    while parts:
        part = parts.pop(0)
        if part.operator in DATES:
            part = _with_rest_of_date(part, parts, today)
        if part.operator in OPERATORS:
            understood = _filter(part, today)
            (filters if isinstance(understood, Filter) else problems).append(understood)  # type: ignore[arg-type]
        elif meant := _meant(part):
            problems.append(meant)
        elif fold(part.text):
            terms.append(_term(part))
    return Query(_with_prefix(terms, text), tuple(filters), tuple(problems))


def _parts(text: str) -> Iterator[Part]:
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if not found or found.end() == at:
            at += 1
            continue
        at = found.end()
        operator = (found["operator"] or "").lower()
        if operator and operator not in OPERATORS and found["quoted"] is not None:
            # No operator of ours: the word before the colon and the phrase after it.
            yield Part("", f"{operator}", False, bool(found["minus"]), f"{operator}")
            yield Part("", found["quoted"], True, False, f'"{found["quoted"]}"')
            continue
        value = found["quoted"] if found["quoted"] is not None else found["bare"] or ""
        yield Part(operator, value.strip(), found["quoted"] is not None, bool(found["minus"]), found[0])


def _with_rest_of_date(part: Part, rest: list[Part], today: date) -> Part:
    """`before:30 Nov 2026` is written without quotes: the words that go on with the date are
    taken out of `rest`."""
    if part.is_quoted:
        return part
    taken, value = 0, part.value
    for number, following in enumerate(rest[:2], start=1):
        if following.operator or following.is_quoted or following.negated:
            break
        value = f"{value} {following.value}"
        if _is_date(value, today):
            taken = number
    if not taken:
        return part
    words = " ".join([part.value, *(following.value for following in rest[:taken])])
    del rest[:taken]
    minus = "-" if part.negated else ""
    return Part(part.operator, words, True, part.negated, f'{minus}{part.operator}:"{words}"')


def _is_date(text: str, today: date) -> bool:
    try:
        return days_of(text, today) is not None
    except NoSuchDay:
        return True


def _filter(part: Part, today: date) -> Filter | Problem:
    operator, value = part.operator, part.value
    if not value:
        return Problem(part.text, _("%(operator)s: needs something after it.") % {"operator": operator})
    days: Days | None = None
    if operator in DATES:
        try:
            days = days_of(value, today)
        except NoSuchDay as none:
            return _no_date(part, str(none), none.nearest)
        if days is None:
            return _no_date(part, _("“%(value)s” is no date.") % {"value": value}, today)
    elif operator in CHOICES:
        value = value.lower()
        if value not in CHOICES[operator]:
            return _no_choice(part)
    return Filter(operator, value, part.text, part.negated, days)


def _no_date(part: Part, headline: str, nearest: date) -> Problem:
    near = (date_format(nearest, "j M Y"), _("yesterday"))
    advice = _("%(operator)s: needs a date such as {0} or a word such as {1}.") % {"operator": part.operator}
    return Problem(part.text, headline, advice, tuple(f"{part.operator}:{_quoted(each)}" for each in near))


def _no_choice(part: Part) -> Problem:
    known = CHOICES[part.operator]
    near = get_close_matches(part.value.lower(), known, n=2, cutoff=0.0)
    return Problem(
        part.text,
        _("There is no %(text)s.") % {"text": part.text},
        _("After %(operator)s: may stand %(values)s. Did you mean {0} or {1}?")
        % {"operator": part.operator, "values": ", ".join(known)},
        tuple(f"{part.operator}:{value}" for value in near),
    )


def _meant(part: Part) -> Problem | None:
    """`form:asha` is nearly an operator; `http:` and `12:30` are words."""
    near = get_close_matches(part.operator, OPERATORS, n=1, cutoff=0.75) if part.operator else []
    if not near:
        return None
    return Problem(
        part.text,
        _("There is no %(operator)s:.") % {"operator": part.operator},
        _("Did you mean {0}?"),
        (f"{near[0]}:{_quoted(part.value)}",),
    )


def _term(part: Part) -> Term:
    words = f"{part.operator}:{part.value}" if part.operator else part.value
    return Term(words.lstrip("-") if part.negated else words, part.is_quoted, part.negated)


def _with_prefix(terms: list[Term], text: str) -> tuple[Term, ...]:
    """The last word may go on, unless a space or a quotation mark ended it. A beginning of one
    or two letters would be half of the dictionary."""
    last = terms[-1] if terms else None
    goes_on = last and not last.exact and not last.negated and text.endswith(last.text)
    if last and goes_on and len(words_of(last.text)[-1]) > 2:
        terms[-1] = Term(last.text, prefix=True)
    return tuple(terms)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
