"""One real stack and one real browser for all browser tests.

`stack`: the stack (tests.stack), with no organization until a test or fixture makes one.
`browser`: Chromium. `open_page`: makes pages, each in a context of its own (its own cookies),
and fails the test when a page logged an error or broke the content security policy.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.chromium import arguments, executable
from tests.stack import Stack

OpenPage = Callable[..., Page]


# A busy machine is no failure; what never comes still fails.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack") / "data") as stack:
        yield stack


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments())
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, stack: Stack) -> Iterator[OpenPage]:
    """`open_page(path="/", width=1440, height=900, **context)`: a page of a fresh visitor.

    `context` goes to Playwright: `color_scheme="dark"`, `java_script_enabled=False`,
    `timezone_id="Europe/Lisbon"`, `storage_state=…`. Errors in the console fail the test, but
    for those that contain one of the words in `page.expected_errors` (a list).
    """
    pages: list[tuple[Page, list[str], list[str]]] = []

    def open_page(path: str | None = "/", *, width: int = 1440, height: int = 900, **context: Any) -> Page:
        fresh = browser.new_context(
            base_url=stack.url, viewport={"width": width, "height": height}, **context
        )
        page = fresh.new_page()
        errors: list[str] = []
        expected: list[str] = []

        def hear(message: ConsoleMessage) -> None:
            if message.type == "error":
                errors.append(f"{message.text} {message.location['url']}".strip())

        page.on("console", hear)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.expected_errors = expected  # type: ignore[attr-defined]
        pages.append((page, errors, expected))
        if path is not None:
            page.goto(path)
        return page

    yield open_page
    for page, errors, expected in pages:
        page.context.close()
        left = [error for error in errors if not any(words in error for words in expected)]
        assert not left, f"the page's console has errors: {left}"
