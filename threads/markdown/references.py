"""`@handle`, `#channel` and `:shortcode:` in text, as tokens of their own.

They are looked for in what the parser left as text: never in code, in a link or behind a
backslash. Pictures become links here too: a page of ours loads nothing from another host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from threads.markdown.emoji import shortcodes
from threads.markdown.links import is_allowed

MAX_REFERENCES = 500
MAX_LINK_CHARACTERS = 50_000
"""In a message, for all links together: `[a]: https://…` and ten thousand times `[a]` would
otherwise make a page of megabytes."""

PERSON, CHANNEL, EMOJI = "person", "channel", "emoji"

_REFERENCE = re.compile(
    r"""
      (?<![\w@/]) @ (?P<person>  [a-z0-9][a-z0-9._-]{0,29} ) (?![\w@/-])
    | (?<![\w#/&]) \# (?P<channel> [a-z0-9][a-z0-9_-]{0,39} ) (?![\w-])
    | (?<!\w) : (?P<emoji> [a-z0-9_+-]{1,50} ) : (?!\w)
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
_COLOUR = re.compile(r"(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)


def find_references(state: StateCore) -> None:
    """Core rule. A reference's token has the text as typed in `content` and the names it may
    mean in `meta["names"]`, longest first; `meta["quoted"]` inside a quotation."""
    scan = _Scan()
    for token in state.tokens:
        scan.quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline" and token.children:
            token.children = list(scan.inline(token.children))


def could_be_channel(name: str) -> bool:
    """False for what is more likely a number or a colour: #123, #fff, #0a0b0c."""
    return not name.isdigit() and not _COLOUR.fullmatch(name)


class _Scan:
    """What is left of the message's bounds, and where in it we are."""

    def __init__(self) -> None:
        self.quotes = 0
        self.references = MAX_REFERENCES
        self.link_characters = MAX_LINK_CHARACTERS

    def inline(self, tokens: list[Token]) -> Iterator[Token]:
        links: list[bool] = []  # of the links we are in: is it kept?
        for token in tokens:
            if token.type == "link_open":
                links.append(self._affords(token))
                if links[-1]:
                    yield token
            elif token.type == "link_close":
                if links.pop():
                    yield token
            elif token.type == "image":
                yield from self._link_instead(token, within=bool(links))
            elif token.type == "text" and not links:
                yield from self._split(token)
            else:
                yield token

    def _affords(self, link: Token) -> bool:
        href = str(link.attrGet("href"))
        self.link_characters -= len(href)
        return self.link_characters >= 0 and is_allowed(href)  # "[x]()" is not refused before

    def _link_instead(self, image: Token, *, within: bool) -> Iterator[Token]:
        source = str(image.attrGet("src"))
        label = Token("text", "", 0, content=_text(image.children or []) or source)
        link = Token("link_open", "a", 1, attrs={"href": source})
        if within or not self._affords(link):
            yield label
        else:
            yield from (link, label, Token("link_close", "a", -1))

    def _split(self, token: Token) -> Iterator[Token]:
        text, done = token.content, 0
        for found in _REFERENCE.finditer(text):
            if not self.references:
                break
            made = self._token(found)
            if made:
                self.references -= 1
                if found.start() > done:
                    yield Token("text", "", 0, content=text[done : found.start()])
                yield made
                done = found.end()
        if done == 0:
            yield token
        elif done < len(text):
            yield Token("text", "", 0, content=text[done:])

    def _token(self, found: re.Match[str]) -> Token | None:
        kind = str(found.lastgroup)
        name = found[kind].lower()
        if kind == EMOJI:
            if name in shortcodes():
                return Token("text", "", 0, content=shortcodes()[name])
            names = [name]
        else:
            names = list(_without_tail(name))
        return Token(kind, "", 0, content=found[0], meta={"names": names, "quoted": self.quotes > 0})


def _without_tail(name: str) -> Iterator[str]:
    """A sentence may end right after a name: "ask @asha." means asha, if nobody is "asha."."""
    yield name
    while name[-1] in "._-":
        name = name[:-1]
        yield name


def _text(tokens: list[Token]) -> str:
    return "".join(_text(token.children) if token.children else token.content for token in tokens)
