"""The inbox in real browsers: by keyboard alone, and the same in every tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.inbox import data
from tests.browser.threads.conftest import OpenAs, Scene

MakeScene = Callable[..., Scene]


@pytest.fixture
def scene(make_scene: MakeScene) -> Scene:
    """Lena was asked twice, named once and has news of two threads."""
    scene = make_scene(title="News A")
    begin(scene, "Ask A", "norm")
    begin(scene, "Ask B", "relaxed")
    begin(scene, "Name", "none")
    begin(scene, "News B")
    return scene


def begin(scene: Scene, title: str, urgency: str = "") -> int:
    thread: int = scene.stack.call(
        data.begin, scene.asha["id"], scene.channel, title, scene.lena["id"], urgency
    )
    return thread


def in_database(scene: Scene) -> dict[str, Any]:
    groups: dict[str, Any] = scene.stack.call(data.groups_of, scene.lena["id"])
    return groups


def live(page: Page) -> Page:
    page.locator("html[data-live]").wait_for()
    return page


def row(page: Page, title: str) -> Any:
    return page.locator(".row", has_text=title)


def expect_rows(page: Page, *found: str) -> None:
    expect(page.locator(".row:not([hidden]) .row__title")).to_have_text(list(found))


def expect_current(page: Page, title: str) -> None:
    expect(row(page, title).locator(".row__title a")).to_be_focused()


def test_a_day_is_worked_through_by_keys_alone(scene: Scene, open_as: OpenAs) -> None:
    page = live(open_as(scene.lena, "/"))
    page.wait_for_url("**/inbox/")
    expect_rows(page, "Ask A", "Ask B", "Name", "News B", "News A")
    keys = page.keyboard

    keys.press("j")
    expect_current(page, "Ask A")
    keys.press("e")
    dialog = page.get_by_role("dialog", name="What is to become of it?")
    expect(dialog.locator("textarea").first).to_be_focused()
    keys.type("The grey one.")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Answered.")
    expect_rows(page, "Ask B", "Name", "News B", "News A")
    expect_current(page, "Ask B")

    keys.press("e")
    expect(dialog.locator("textarea").first).to_be_focused()
    keys.press("Shift+Tab")
    for _ in range(20):
        keys.press("Tab")
        if page.evaluate("document.activeElement.textContent.includes('Decline with a word')"):
            break
    keys.press("Enter")
    keys.type("Ask Wanjiru, I was not there.")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Declined.")
    expect_rows(page, "Name", "News B", "News A")
    assert scene.stack.call(data.states_of, scene.lena["id"]) == {"Ask A": "answered", "Ask B": "declined"}

    expect_current(page, "Name")
    keys.press("e")
    expect(page.locator("#toasts")).to_contain_text("Done. It comes back if someone replies.")
    expect_rows(page, "News B", "News A")
    keys.press("z")
    expect(page.locator("#toasts")).to_contain_text("As it was before.")
    expect_rows(page, "Name", "News B", "News A")
    assert in_database(scene) == {"needs": [], "mentions": ["Name"], "following": ["News B", "News A"]}

    row(page, "Name").locator(".row__title a").focus()
    keys.press("h")
    expect(page.get_by_role("dialog", name="Snooze until")).to_be_visible()
    expect(page.locator(".floating .menu__item").first).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Snoozed until")
    expect_rows(page, "News B", "News A")

    expect_current(page, "News B")
    keys.press("x")
    keys.press("j")
    keys.press("x")
    expect(page.locator("#several-count")).to_have_text("2 selected")
    keys.press("e")
    expect(page.locator("#toasts")).to_contain_text("2 done.")
    expect_rows(page)
    expect(page.locator("#inbox")).to_contain_text("You’re all caught up")
    assert in_database(scene) == {"needs": [], "mentions": [], "following": []}


def test_two_tabs_count_the_same_and_what_one_does_the_other_shows(scene: Scene, open_as: OpenAs) -> None:
    one = live(open_as(scene.lena, "/inbox/"))
    two = live(open_as(scene.lena, "/inbox/"))
    counts = ["#nav .count", "#needs .count"]
    for page in (one, two):
        for count in counts:
            expect(page.locator(count)).to_have_text("2")

    begin(scene, "Ask C", "norm")
    for page in (one, two):
        for count in counts:
            expect(page.locator(count)).to_have_text("3")
        expect(row(page, "Ask C")).to_have_count(1)

    row(one, "Ask C").hover()
    row(one, "Ask C").locator("[data-tool=react]").click()
    one.get_by_role("menu", name="Favorites").get_by_role("menuitem").first.click()
    expect(one.locator("#toasts")).to_contain_text("You reacted")
    for page in (one, two):
        expect(row(page, "Ask C")).to_have_count(0)
        for count in counts:
            expect(page.locator(count)).to_have_text("2")

    row(two, "News B").hover()
    row(two, "News B").locator("[data-tool=done]").click()
    expect(row(one, "News B")).to_have_count(0)
    expect(two.locator("#following .count")).to_have_text("1")
    expect(one.locator("#following .count")).to_have_text("1")
    two.get_by_role("button", name="Undo").click()
    for page in (one, two):
        expect(row(page, "News B")).to_have_count(1)
        expect(page.locator("#following .count")).to_have_text("2")


def test_what_was_done_comes_back_by_itself_when_somebody_replies(scene: Scene, open_as: OpenAs) -> None:
    page = live(open_as(scene.lena, "/inbox/"))
    row(page, "News A").hover()
    row(page, "News A").locator("[data-tool=done]").click()
    expect(row(page, "News A")).to_have_count(0)
    scene.post("Something more about it.")
    expect(row(page, "News A").locator(".row__end")).to_contain_text("1 new")


def test_with_everything_open_axe_finds_nothing(scene: Scene, open_as: OpenAs) -> None:
    for theme in ("light", "dark"):
        page = live(open_as(scene.lena, "/inbox/", color_scheme=theme, reduced_motion="reduce"))
        row(page, "News A").locator(".row__pick").check(force=True)
        expect(page.locator("#several")).to_be_visible()
        row(page, "Ask A").locator(".row__title a").focus()
        assert_accessible(page)
        page.keyboard.press("x")
        page.keyboard.press("h")
        page.locator(".floating").wait_for()
        assert_accessible(page)
        page.keyboard.press("Escape")
        row(page, "Ask A").hover()
        row(page, "Ask A").locator("[data-tool=done]").click()
        page.locator("#settle").wait_for()
        assert_accessible(page)
        page.context.close()
