"""Pure: which characters may reach a page. Nothing here knows markdown or HTML.

Removed from every text: control characters, noncharacters, lone surrogates and the bidirectional
controls that reorder what stands around them (U+202A to U+202E, U+2066 to U+2069; see "Trojan
Source", CVE-2021-42574). The marks LRM, RLM and ALM stay: they only settle their own place, and Hebrew and
Arabic text needs them. So do the joiners, which emoji and Persian need.
"""

from __future__ import annotations

import re

MAX_LENGTH = 20_000
"""Characters that a message may have (issue: longer gets a clear error and keeps the text)."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_NEVER_SHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    f"\U000e0001{_NONCHARACTERS}]"
)
_LINE_BREAK = re.compile("\r\n?|[\u2028\u2029]")
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b\u2060-\u2064]")
_BLANK = re.compile("[\\s\u034f\u061c\u115f\u1160\u17b4\u17b5\u200c-\u200f\u2800\u3164\ufe00-\ufe0f\uffa0]*")


def clean_source(text: str) -> str:
    """A message as it may be shown: line breaks are `\\n`, nothing else is invisible on purpose."""
    return _NEVER_SHOWN.sub("", _LINE_BREAK.sub("\n", text))


def clean_title(text: str) -> str:
    """One line for a title, a name or an outcome's first line: runs of white space are one space.

    Empty when nothing visible is left, so that the form's "required" speaks. Length is the
    form's matter.
    """
    one_line = " ".join(text.split())
    line = " ".join(_ZERO_WIDTH.sub("", _NEVER_SHOWN.sub("", one_line)).split())
    return "" if _BLANK.fullmatch(line) else line
