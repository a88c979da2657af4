"""Finding again by keyboard alone; action items and saved messages in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import scene as desk
from tests.browser.accessibility import assert_accessible
from tests.browser.threads.conftest import OpenAs, Scene, message, tool

PAGES = {
    "search": "/search/",
    "found": "/search/?q=in:direct+pump",
    "results": "/search/?q=is:open+pump",
    "wrong": "/search/?q=before:31+Nov+pump",
    "none": "/search/?q=is:resolved+pmup",
    "decisions": "/decisions/?open=on",
    "actions": "/actions/",
    "saved": "/saved/",
}


@pytest.fixture
def scene(make_scene: Callable[..., Scene]) -> Scene:
    return make_scene(messages=3, title="Which pump goes to Dunga?")


def typed(page: Page, text: str) -> None:
    page.keyboard.type(text, delay=15)


def test_from_anywhere_to_a_message_by_keyboard_alone(scene: Scene, open_as: OpenAs) -> None:
    scene.post("The grey pump survived the flood.", scene.lena)
    page = open_as(scene.lena, scene.url)
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    box = page.get_by_label("Search words")
    expect(box).to_be_focused()
    page.locator("html[data-search]").wait_for()

    typed(page, "fr")
    expect(page.get_by_role("option", name="from: a person")).to_be_visible()
    page.keyboard.press("Tab")
    expect(box).to_have_value("from:")
    expect(page.get_by_role("option", name="Lena Ortiz").first).to_be_visible()
    typed(page, "me ")
    expect(page.locator("[data-chip]")).to_have_text("from:me")
    typed(page, "is:")
    expect(page.get_by_role("option", name="resolved with")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("resolved")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("[data-chip]")).to_have_text(["from:me", "is:open"])
    expect(box).to_have_value("")
    typed(page, "survived floods")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?*")
    expect(page.locator(".result mark").first).to_be_visible()
    expect(page.locator("[data-chip]")).to_have_text(["from:me", "is:open"])
    page.keyboard.press("/")
    expect(page.get_by_label("Search words")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".result__title a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{scene.url}?at=4#m4")
    expect(message(page, "survived the flood")).to_be_visible()


def test_a_chip_goes_back_into_the_box_and_is_taken_away(scene: Scene, open_as: OpenAs) -> None:
    page = open_as(scene.lena, "/search/")
    page.locator("html[data-search]").wait_for()
    typed(page, "is:open has:code ")
    expect(page.locator("[data-chip]")).to_have_count(2)
    page.keyboard.press("Backspace")
    expect(page.locator("[data-chip]")).to_have_text("is:open")
    expect(page.get_by_label("Search words")).to_have_value("has:code")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove is:open").click()
    expect(page.locator("[data-chip]")).to_have_count(0)


def test_the_box_works_without_scripts(scene: Scene, open_as: OpenAs) -> None:
    page = open_as(scene.lena, "/search/", java_script_enabled=False)
    page.get_by_label("Search words").fill("is:open pump")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Which pump goes to Dunga?").first).to_be_visible()
    page.get_by_role("button", name="Remove is:open").click()
    expect(page.locator("[data-chip]")).to_have_count(0)
    expect(page.get_by_label("Search words")).to_have_value("pump")


def test_an_item_is_done_for_everybody_who_looks(scene: Scene, open_as: OpenAs) -> None:
    page = open_as(scene.lena, scene.url)
    tool(page, "Message 2", "menu")
    page.get_by_role("link", name="Action items…").click()
    page.get_by_label("What is to be done?").fill("Bring the long cable")
    page.get_by_label("Who does it?").select_option(str(scene.asha["id"]))
    page.get_by_role("button", name="Add").click()
    page.locator("html[data-live]").wait_for()
    other = open_as(scene.asha, scene.url)
    box = other.get_by_role("checkbox", name="Bring the long cable")
    box.click()
    expect(box).to_have_attribute("aria-checked", "true")
    expect(page.get_by_role("checkbox", name="Bring the long cable")).to_have_attribute(
        "aria-checked", "true"
    )
    other.goto("/actions/")
    other.get_by_role("checkbox", name="Bring the long cable").click()
    expect(other.get_by_role("checkbox", name="Bring the long cable")).to_have_attribute(
        "aria-checked", "false"
    )


def test_a_message_is_saved_from_its_menu(scene: Scene, open_as: OpenAs) -> None:
    page = open_as(scene.lena, scene.url)
    tool(page, "Message 3", "menu")
    page.get_by_role("link", name="Save…").click()
    page.get_by_label("Your note").fill("Ask in May")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{scene.url}*")
    page.goto("/saved/")
    expect(page.locator(".entry")).to_contain_text("Ask in May")


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(scene: Scene, open_as: OpenAs, theme: str, width: int) -> None:
    scene.stack.call(desk.keep, scene.lena["id"], scene.thread)
    page = open_as(scene.lena, "/search/", width=width, height=900, color_scheme=theme)
    for address in (*PAGES.values(), scene.url):
        page.goto(address)
        assert_accessible(page, but_for=("heading-order",) if address == scene.url else ())
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{address} is {overflow} px too wide"
