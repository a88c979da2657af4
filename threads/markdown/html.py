"""Tokens to HTML, in the shapes that `.prose` draws."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from threads.markdown.checklists import words
from threads.markdown.code import MAX_HIGHLIGHTED, highlight
from threads.markdown.context import CONTEXT, Context
from threads.markdown.links import target_of

SHALLOWEST_HEADING, DEEPEST_HEADING = 3, 6


class Html(RendererHTML):
    """One method a token type, called by the library with all tokens and a position.

    `env[CONTEXT]` is this rendering's Context.
    """

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<h{_level(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</h{_level(tokens[idx])}>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        code, info = tokens[idx].content, tokens[idx].info.split(maxsplit=1)
        context = _context(env)
        context.highlighted += len(code)
        if not info or context.highlighted > MAX_HIGHLIGHTED:
            return _block(escape(code))
        return _block(highlight(code, info[0]))

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _block(escape(tokens[idx].content))

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        link = tokens[idx]
        target = target_of(str(link.attrGet("href")), _context(env).directory.base_url)
        href = escape(target.href)
        if target.thread:
            bare = " data-bare" if link.info == "auto" else ""
            return f'<a class="ref" href="{href}" data-ref="t{target.thread}"{bare}>'
        if target.is_ours:
            return f'<a href="{href}">'
        return f'<a href="{href}" rel="noopener noreferrer nofollow">'

    def list_item_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        meta = tokens[idx].meta
        if "checked" not in meta:
            return self.renderToken(tokens, idx, options, env)
        checked = " checked" if meta["checked"] else ""
        return f'<li><input type="checkbox" disabled{checked} aria-label="{escape(meta["label"])}">'

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        label = escape(_header(tokens, idx))
        return (
            f'<div class="table-wrap" tabindex="0" role="group" aria-label="{label}"><table class="table">\n'
        )

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _cell(tokens[idx])

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _cell(tokens[idx])

    def person(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _context(env).person(tokens[idx])

    def channel(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _context(env).channel(tokens[idx])

    def emoji(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _context(env).emoji(tokens[idx])


def _context(env: EnvType) -> Context:
    context: Context = env[CONTEXT]
    return context


def _level(heading: Token) -> int:
    """A message's first-level heading stands below the thread's title and its sections."""
    return min(SHALLOWEST_HEADING - 1 + int(heading.tag[1]), DEEPEST_HEADING)


def _block(html: str) -> str:
    return f'<pre tabindex="0"><code>{html.removesuffix(chr(10))}</code></pre>\n'


def _cell(cell: Token) -> str:
    """The library aligns with a style attribute, which our CSP forbids."""
    style = str(cell.attrGet("style") or "")
    align = style.removeprefix("text-align:")
    return f'<{cell.tag} data-align="{align}">' if align in ("center", "right") else f"<{cell.tag}>"


def _header(tokens: Sequence[Token], table: int) -> str:
    """The table's name for a screen reader: its columns' names."""
    names = []
    for token in tokens[table:]:
        if token.type == "thead_close":
            break
        if token.type == "inline":
            names.append(words(token))
    return ", ".join(name for name in names if name)[:200] or "…"
