"""What goes into a rendering and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from threads.markdown.characters import clean_title


@dataclass(frozen=True)
class Candidates:
    """Names in a source that a caller must look up, in lower case. Some will be nobody's.
    Nothing from code is among them, and no shortcode of a Unicode emoji."""

    handles: frozenset[str]
    channels: frozenset[str]
    shortcodes: frozenset[str]


@dataclass(frozen=True)
class Person:
    """Somebody whom the text may mention; `name` is the full name."""

    id: int
    handle: str
    name: str

    @property
    def first_name(self) -> str:
        words = clean_title(self.name).split()
        return words[0][0].upper() + words[0][1:] if words else self.handle


@dataclass(frozen=True)
class Directory:
    """What the names of a text stand for; keys are in lower case.

    people: handle → who. Whoever is absent is not mentioned.
    channels: name → (id, path). Public channels only: the HTML is the same for every reader,
        so a private channel must look like a word that is no channel's name.
    emoji: name → path of the image, on this server ("/…").
    base_url: our public origin, "https://team.example", without a trailing slash.
    """

    people: Mapping[str, Person] = field(default_factory=dict)
    channels: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    emoji: Mapping[str, str] = field(default_factory=dict)
    base_url: str = ""


@dataclass(frozen=True)
class Rendered:
    """`html` is safe for any page and the same for every reader. `mentions` are user ids in
    the order of their first appearance, once each; who is named only inside a quotation has
    been asked before and is not among them."""

    html: str
    mentions: tuple[int, ...]
