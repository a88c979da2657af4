"""One rendering: whom the names stand for, and whom the text has mentioned so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from markdown_it.token import Token

from threads.markdown.directory import Directory, Person
from threads.markdown.references import could_be_channel

CONTEXT = "context"


@dataclass
class Context:
    """`highlighted` counts the characters of code coloured so far; see `code.py`."""

    directory: Directory
    mentions: dict[int, None] = field(default_factory=dict)  # ordered, no id twice
    highlighted: int = 0

    def person(self, token: Token) -> str:
        name = _first_known(token, self.directory.people)
        if name is None:
            return escape(token.content)
        person = self.directory.people[name]
        if not token.meta["quoted"]:
            self.mentions[person.id] = None
        handle, rest = escape(person.handle), escape(token.content[1 + len(name) :])
        label = escape(self._shown(person))
        return f'<a class="mention" href="/people/{handle}/" data-user="{person.id}">@{label}</a>{rest}'

    def channel(self, token: Token) -> str:
        name = _first_known(token, self.directory.channels)
        if name is not None:
            channel_id, url = self.directory.channels[name]
            typed, rest = token.content[: 1 + len(name)], token.content[1 + len(name) :]
            return (
                f'<a class="ref" href="{escape(url)}" data-ref="c{channel_id}">'
                f"{escape(typed)}</a>{escape(rest)}"
            )
        name = token.meta["names"][-1]
        if not could_be_channel(name):
            return escape(token.content)
        typed, rest = token.content[: 1 + len(name)], token.content[1 + len(name) :]
        return f'<span class="ref" data-name="{escape(name)}">{escape(typed)}</span>{escape(rest)}'

    def emoji(self, token: Token) -> str:
        name = _first_known(token, self.directory.emoji)
        if name is None:
            return escape(token.content)
        source = escape(self.directory.emoji[name])
        return f'<img class="emoji" alt=":{escape(name)}:" src="{source}" width="20" height="20">'

    def _shown(self, person: Person) -> str:
        """The first name, or the handle where two people of this text share that name."""
        return person.first_name if self._bearers[person.first_name.casefold()] == 1 else person.handle

    @cached_property
    def _bearers(self) -> Counter[str]:
        people = {person.id: person for person in self.directory.people.values()}
        return Counter(person.first_name.casefold() for person in people.values())


def _first_known(token: Token, known: Container[str]) -> str | None:
    return next((name for name in token.meta["names"] if name in known), None)
