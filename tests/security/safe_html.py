"""What is wrong with a piece of HTML that came from a person's text.

The list of what is allowed is written down a second time here, so that a slip in the sanitiser's
list does not excuse itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

PLAIN = "blockquote br code em h3 h4 h5 h6 hr label li ol p pre s strong tbody td th thead tr ul"
ALLOWED: dict[str, dict[str, str]] = {
    **{tag: {} for tag in PLAIN.split()},
    "a": {
        "class": "mention|ref",
        "href": r"https?://[^/@\s\"<>\\]+(?:[/?#][^\s\"<>\\]*)?|mailto:[^\s\"<>]+|/(?:[^/\\\s\"<>][^\s\"<>]*)?",
        "rel": "noopener noreferrer nofollow",
        "data-user": r"\d+",
        "data-ref": r"[ct]\d+",
        "data-bare": "",
    },
    "div": {"class": "table-wrap", "tabindex": "0", "role": "group", "aria-label": ".+"},
    "img": {"class": "emoji", "alt": r":[a-z0-9_+-]+:", "src": r"/[^/\\].*", "width": "20", "height": "20"},
    "input": {"type": "checkbox", "disabled": "", "checked": "", "aria-label": ".+"},
    "ol": {"start": r"\d{1,9}"},
    "pre": {"tabindex": "0"},
    "span": {"class": "ref|tok-[a-z]+", "data-name": "[a-z0-9][a-z0-9_-]*"},
    "table": {"class": "table"},
    "td": {"data-align": "center|right"},
    "th": {"data-align": "center|right"},
    "ul": {"class": "checklist"},
}
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def problems(html: str) -> list[str]:
    """Everything about `html` that a message must not do; empty if it is safe and well formed."""
    return [*_parse_errors(html), *_leaks(html), *_forbidden(html)]


def _parse_errors(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parseFragment(html, container="div")
    for _, code, _ in parser.errors:
        yield f"not well formed: {code}"


def _leaks(html: str) -> Iterator[str]:
    """Whether a page goes on after it as if it were not there."""
    page = html5lib.parse(
        f'<!DOCTYPE html><title>t</title><main><div id="here">{html}</div><p id="after">after</p></main>',
        namespaceHTMLElements=False,
    )
    body = page.find("body")
    main = page.find("body/main")
    assert body is not None
    assert main is not None
    outside = [(child.tag, dict(child.attrib)) for child in main]
    if len(body) != 1 or outside != [("div", {"id": "here"}), ("p", {"id": "after"})]:
        yield "changes what is outside of it"


def _forbidden(html: str) -> Iterator[str]:
    fragment = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    for element in fragment.iter():
        if element is not fragment:
            yield from _forbidden_in(element)
    if BIDI_CONTROLS.search("".join(fragment.itertext())):
        yield "reorders text"


def _forbidden_in(element: Element) -> Iterator[str]:
    allowed = ALLOWED.get(element.tag) if isinstance(element.tag, str) else None
    if allowed is None:
        yield f"element {element.tag}"
        return
    for name, value in element.attrib.items():
        if name not in allowed or not re.fullmatch(allowed[name], value, re.DOTALL | re.IGNORECASE):
            yield f"{element.tag} {name}={value!r}"
    if (
        element.tag == "a"
        and element.get("href", "").lower().startswith("http")
        and "rel" not in element.attrib
    ):
        yield "an external link without rel"
    if element.tag == "input" and "disabled" not in element.attrib:
        yield "a control that works"
