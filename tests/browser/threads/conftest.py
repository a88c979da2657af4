"""People with browsers of their own, in a thread that they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser import scene
from tests.browser.conftest import OpenPage
from tests.stack import Stack

OpenAs = Callable[..., Page]
Person = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """`asha` began the thread, `lena` and `wanjiru` read it; `wanjiru` needs no browser."""

    stack: Stack
    asha: Person
    lena: Person
    wanjiru: Person
    thread: int
    channel: int
    url: str

    def post(self, text: str, author: Person | None = None) -> Any:
        """A message by Wanjiru, unless told, written somewhere else: its `id` and `number`."""
        return self.stack.call(scene.post, (author or self.wanjiru)["id"], self.thread, text)

    def post_many(self, count: int) -> None:
        self.stack.call(scene.post_many, self.wanjiru["id"], self.thread, count)

    def messages(self) -> list[str]:
        found: list[str] = self.stack.call(scene.messages_of, self.thread)
        return found


@pytest.fixture
def make_scene(stack: Stack) -> Callable[..., Scene]:
    """`make_scene(messages=1, title=…, is_private=False)`: new people, a new channel, a new thread."""

    def make(**conversation: Any) -> Scene:
        asha, lena, wanjiru = stack.call(scene.people, "Asha Raman", "Lena Ortiz", "Wanjiru Kamau")
        made = stack.call(scene.conversation, asha["id"], [lena["id"], wanjiru["id"]], **conversation)
        return Scene(stack, asha, lena, wanjiru, made["thread"], made["channel"], made["url"])

    return make


@pytest.fixture
def open_as(open_page: OpenPage, stack: Stack) -> OpenAs:
    """`open_as(person, path, **as open_page)`: a page of a browser in which they are signed in.

    A thread's page is live when this returns."""

    def open_as(person: Person, path: str, **options: Any) -> Page:
        page = open_page(None, **options)
        page.context.add_cookies([{"name": "session", "value": person["session"], "url": stack.url}])
        page.goto(path)
        if options.get("java_script_enabled", True) and "/t/" in path:
            page.locator("html[data-live]").wait_for()
        return page

    return open_as


def message(page: Page, text: str) -> Locator:
    """The message that contains `text`."""
    return page.locator(".msg", has_text=text)


def tool(page: Page, text: str, name: str) -> None:
    """Uses "react", "quote" or "menu" of the message that contains `text`."""
    message(page, text).hover()
    message(page, text).locator(f".msg__tools [data-tool={name}]").click()


def write(page: Page, text: str) -> None:
    """Types `text` into the reply as a person would, so that every listener hears it."""
    page.locator("#composer-text").press_sequentially(text)


def send(page: Page, text: str) -> None:
    page.fill("#composer-text", text)
    page.press("#composer-text", "Control+Enter")


def script(page: Page, name: str) -> str:
    """The address of a script of ours, as this page knows it."""
    entry = page.locator("script[type=module]").get_attribute("src")
    assert entry
    return entry.replace("app.js", name)
