"""Pure: colours for code, as classes that `static/css/components/code.css` knows.

A lexer is a pile of regular expressions, and many take the square of what they read, or worse:
seconds for a screenful of "a" on lines of its own. So only languages of a list are coloured, and
only code whose length, lines and blank stretches are those of code that people write. All in the
list were measured within these bounds; C#, Java and Scala failed and borrow a neighbour's.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Token, _TokenType

MAX_HIGHLIGHTED = 5_000
"""Characters of code in a message that are coloured; a longer block is plain."""
MAX_LINE = 300
_LONG_BLANK = re.compile(r"\s{100}")

_NAMES = """
    bash c c++ clojure console cpp cs csharp css dart diff docker dockerfile elixir erlang fish go
    golang graphql haskell html http ini java javascript js json jsx kotlin less lua make
    makefile nginx nix ocaml perl php postgresql powershell properties proto protobuf py pycon pytb
    python r rb ruby rs rust sass scala scss sh shell shell-session sql swift toml ts tsx typescript
    udiff xml yaml yml zig zsh
"""
_NEAR_ENOUGH = {"java": "c++", "cs": "c++", "csharp": "c++", "scala": "kotlin"}
LANGUAGES = frozenset(_NAMES.split())

_CLASSES = {
    Token.Comment: "tok-comment",
    Token.Keyword: "tok-keyword",
    Token.Operator.Word: "tok-keyword",
    Token.Literal.String: "tok-string",
    Token.Literal.Number: "tok-number",
    Token.Literal.Date: "tok-number",
    Token.Name.Function: "tok-name",
    Token.Name.Class: "tok-name",
    Token.Name.Decorator: "tok-name",
    Token.Name.Tag: "tok-keyword",
    Token.Name.Attribute: "tok-name",
    Token.Name.Builtin: "tok-builtin",
    Token.Name.Constant: "tok-builtin",
    Token.Name.Exception: "tok-builtin",
    Token.Name.Variable: "tok-builtin",
    Token.Generic.Deleted: "tok-deleted",
    Token.Generic.Inserted: "tok-inserted",
    Token.Generic.Heading: "tok-name",
    Token.Generic.Subheading: "tok-comment",
    Token.Generic.Prompt: "tok-comment",
    Token.Generic.Output: "tok-output",
    Token.Generic.Traceback: "tok-deleted",
}
CLASSES = frozenset(_CLASSES.values())


def highlight(code: str, language: str) -> str:
    """Escaped HTML for `<code>`; plain if the language is unknown or the code too long."""
    lexer = _lexer(language.lower()) if _is_tame(code) else None
    if lexer is None:
        return escape(code)
    coloured = ((_class(kind), text) for kind, text in lexer.get_tokens(code))
    return "".join(
        _span(name, "".join(text for _, text in run))
        for name, run in groupby(coloured, key=lambda pair: pair[0])
    )


def _is_tame(code: str) -> bool:
    return (
        len(code) <= MAX_HIGHLIGHTED
        and all(len(line) <= MAX_LINE for line in code.split("\n"))
        and not _LONG_BLANK.search(code)
    )


def _lexer(language: str) -> Lexer | None:
    if language not in LANGUAGES:
        return None
    # The defaults change the text: a line break at the end, blank lines at both ends dropped.
    name = _NEAR_ENOUGH.get(language, language)
    lexer: Lexer = get_lexer_by_name(name, ensurenl=False, stripnl=False)
    return lexer


def _class(kind: _TokenType) -> str:
    for ancestor in reversed(kind.split()):
        if ancestor in _CLASSES:
            return _CLASSES[ancestor]
    return ""


def _span(name: str, text: str) -> str:
    """White space alone has no colour."""
    return f'<span class="{name}">{escape(text)}</span>' if name and text.strip() else escape(text)
