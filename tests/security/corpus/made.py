"""Inputs made of characters that an editor hides, and of more of the same than anybody writes.

No lone surrogates: what is not UTF-8 cannot be posted.
"""

from __future__ import annotations

from collections.abc import Iterator

LONG = 20_000


def made() -> Iterator[str]:
    yield from _characters()
    yield from _depths()
    yield from _lengths()


def _characters() -> Iterator[str]:
    script = "<script>alert(1)</script>"
    for hidden in ("\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u00ad", "\u200b", "\u2028", "\ufeff"):
        yield f"<scr{hidden}ipt>alert(1)</scr{hidden}ipt>"
        yield f"[x](java{hidden}script:alert(1))"
        yield f"[x]({hidden}javascript:alert(1))"
    for override in ("\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"):
        yield f"report{override}gpj.exe and `if admin{override} // {override}` @as{override}ha"
        yield f"[x](https://evil.example/{override}gnp.exe)"
    yield f"<img src=x on\x00error=alert(1)>{script}"
    yield "\u0000" * 50
    yield "\ufffe\uffff\U000e0001\U000e0020\U0010ffff"
    yield "%c0%bcscript%c0%be [x](javascript%c0%baalert(1)) \u00c0\u00bcscript\u00c0\u00be"
    yield "e" + "\u0301" * 500 + script
    yield "\u200f\u200e\u061c" + script + "\u200d\u200c"
    yield "<a\u2003href=javascript:alert(1)>x</a>"
    yield "\r<script>\ralert(1)\r</script>\r\n"
    yield "\x1b]8;;javascript:alert(1)\x07x\x1b]8;;\x07 \x1b[2J"
    yield "@asha\u200b @\u200basha @as\u0301ha \uff20asha #\ufe0f\u20e3firmware :ta\u200dda:"
    yield "".join(chr(code) for code in range(256))


def _depths() -> Iterator[str]:
    script = "<script>alert(1)</script>"
    yield ">" * 1_000 + script
    yield "> " * 1_000 + "@asha"
    yield "- " * 1_000 + script
    yield "1. " * 1_000 + script
    yield "> - " * 500 + script
    yield "\n".join("  " * depth + "- x" for depth in range(100))
    yield "[" * 2_000 + "x" + "](javascript:alert(1))" * 500
    yield "![" * 1_000 + "](https://evil.example/x.png)" * 300
    yield "*" * 500 + script + "*" * 500
    yield "**_~~" * 300 + script + "~~_**" * 300
    yield "`" * 999 + script + "`" * 998
    yield "<div>" * 2_000
    yield "<b><i>" * 1_000 + "</b></i>" * 1_000
    yield "<table><tr><td>" * 500
    yield "&" * 1_000 + "lt;script&gt;"


def _lengths() -> Iterator[str]:
    for piece in ("[", "![", "*", "_", "`", "~", ">", "|", "<", "&", "\\", "@", "#", ":", "-", "\n", "\t"):
        yield piece * (LONG // len(piece))
    for piece in ("@a ", "#a ", ":a:", "[a](", "a@b", "http://[", "https://a.", "- [ ] a\n", "|a|\n|-|\n"):
        yield piece * (LONG // len(piece))
    yield "|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + "|\n" * 3_000
    yield "[a]: https://evil.example/" + "x" * 1_900 + "\n\n" + "[a] " * 4_000
    yield "https://evil.example/" + "x" * 19_000
    yield "<img src=x onerror=alert(1)>" * 600
    yield "x" * LONG
    yield "```html\n" + "<a b='" * 3_000
