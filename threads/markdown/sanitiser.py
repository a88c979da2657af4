"""The second line of defence: whatever the renderer made, only this passes.

The renderer escapes; should it ever fail to, the list below holds. No `id` and no `name` (they
would shadow the page's own), no `style`, no form but a switched-off box, nothing that loads from
another host, no data attribute that a script of ours acts upon without looking.
"""

from __future__ import annotations

import re

import nh3

from threads.markdown.code import CLASSES

_TAGS = """
    a blockquote br code div em h3 h4 h5 h6 hr img input label li ol p pre s span strong
    table tbody td th thead tr ul
"""
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # the library's own "lang" and "title"
    "a": {"href", "rel", "data-user", "data-ref", "data-bare"},
    "div": {"aria-label"},
    "img": {"alt", "src", "width", "height"},
    "input": {"checked", "aria-label"},
    "ol": {"start"},
    "span": {"data-name"},
}
_FIXED_VALUES = {
    "div": {"tabindex": {"0"}, "role": {"group"}},
    "input": {"type": {"checkbox"}},
    "pre": {"tabindex": {"0"}},
    "td": {"data-align": {"center", "right"}},
    "th": {"data-align": {"center", "right"}},
}
_CLASSES = {
    "a": {"mention", "ref"},
    "div": {"table-wrap"},
    "img": {"emoji"},
    "span": {"ref", *CLASSES},
    "table": {"table"},
    "ul": {"checklist"},
}
_SHAPES = {
    ("a", "data-user"): r"[0-9]+",
    ("a", "data-ref"): r"[ct][0-9]+",
    ("a", "data-bare"): r"",
    ("a", "rel"): r"noopener noreferrer nofollow",
    ("img", "alt"): r":[a-z0-9_+-]+:",
    ("img", "src"): r"/(?![/\\]).*",
    ("img", "width"): r"20",
    ("img", "height"): r"20",
    ("ol", "start"): r"[0-9]{1,9}",
    ("span", "data-name"): r"[a-z0-9][a-z0-9_-]*",
}


def sanitise(html: str) -> str:
    """`html` without anything that is not on the list; idempotent."""
    return _CLEANER.clean(html)


def _in_shape(tag: str, attribute: str, value: str) -> str | None:
    shape = _SHAPES.get((tag, attribute))
    return value if shape is None or re.fullmatch(shape, value) else None


def _on_this_server(path: str) -> str | None:
    return path if re.match(r"/(?![/\\])", path) else None


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes=_ATTRIBUTES,
    tag_attribute_values=_FIXED_VALUES,
    # One only: the library writes several in a random order, and stored HTML should not differ.
    set_tag_attribute_values={"input": {"disabled": ""}},
    allowed_classes=_CLASSES,
    attribute_filter=_in_shape,
    url_schemes={"http", "https", "mailto"},
    url_relative=_on_this_server,
    link_rel=None,
)
