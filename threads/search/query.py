"""Pure: what somebody searches for, understood but not yet looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Term:
    """Words to be found. `exact`: in quotes, as they stand and in this order; else any form of
    the word. `prefix`: the last word typed, of which more may follow."""

    text: str
    exact: bool = False
    negated: bool = False
    prefix: bool = False


@dataclass(frozen=True)
class Days:
    """From the day `first` to the day `last`, both of them too."""

    first: date
    last: date


@dataclass(frozen=True)
class Filter:
    """`in:#firmware`. `text` is how it was written, with its minus; `days` what a date means."""

    operator: str
    value: str
    text: str
    negated: bool = False
    days: Days | None = None


@dataclass(frozen=True)
class Problem:
    """An operator that cannot be followed: its text, and in words why. `instead` is what could
    stand there; `{0}` and `{1}` in the advice are where it is named."""

    text: str
    headline: str
    advice: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """Terms and filters all hold at once; of `from:`, `in:` and `thread:` repeated, one of each
    is enough."""

    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.filters

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.negated)

    @property
    def words(self) -> str:
        """The terms as one types them."""
        return " ".join(_typed(term) for term in self.terms)

    def of(self, operator: str, *, negated: bool = False) -> Iterator[Filter]:
        return (asked for asked in self.filters if asked.operator == operator and asked.negated is negated)


def _typed(term: Term) -> str:
    words = f'"{term.text}"' if term.exact else term.text
    return f"-{words}" if term.negated else words
