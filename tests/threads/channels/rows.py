"""Reads the rows of a page as somebody who looks does."""

from __future__ import annotations

import html5lib

from tests.plain_forms import Page, words_of


def rows_on(response: Page) -> list[str]:
    """Each row's words: title, kind or place, newest message, what is new, replies."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return [words_of(item) for item in page.iter("li") if "row" in item.get("class", "").split()]


def titles_on(response: Page) -> list[str]:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return [words_of(item) for item in page.iter("strong") if item.get("class") == "row__title"]
