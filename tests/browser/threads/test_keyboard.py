"""Every journey by keyboard alone; single letters only outside text fields, and only when wanted."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import scene as desk
from tests.browser.threads.conftest import OpenAs, Scene, message, tool


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id || document.activeElement.className")
    return found


def tab_to(page: Page, selector: str, *, most: int = 60) -> None:
    """Presses Tab until what `selector` finds has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_from_the_unread_list_to_a_sent_reply_without_a_mouse(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=3)
    page = open_as(scene.lena, "/unread/")
    page.locator("html[data-live]").wait_for()
    page.keyboard.press("j")
    expect(page.locator(".row__title a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{scene.url}")
    page.locator("html[data-live]").wait_for()

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == "m2"
    page.keyboard.press("k")
    assert focused(page) == "m1"

    page.keyboard.press("r")
    expect(page.locator("emoji-picker input[type=search]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("emoji-picker")).to_be_hidden()
    expect(page.locator("#m1")).to_be_focused()

    page.keyboard.press("q")
    expect(page.locator("#composer-text")).to_be_focused()
    page.keyboard.type("jk? Both.")  # letters again, where one writes
    page.keyboard.press("Control+Enter")
    expect(message(page, "jk? Both.")).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)


def test_menus_and_dialogs_close_by_escape_and_give_the_focus_back(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.asha, scene.url)
    page.locator("#m1-time").focus()
    tab_to(page, "#m1 [data-tool=menu]")
    page.keyboard.press("Enter")
    expect(page.locator(".menu__item[data-do=edit]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".menu__item[data-do=copy]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".floating")).to_have_count(0)
    expect(page.locator("#m1 [data-tool=menu]")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator(".menu__item[data-do=edit]")).to_be_focused()
    page.keyboard.press("End")
    page.locator(".menu__item[data-do=delete]").press("Enter")
    expect(page.get_by_role("dialog", name="Delete the message")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#m1[data-deleted]")).to_have_count(0)

    page.locator("[data-format=bold]").focus()
    expect(page.locator("[data-format=bold]")).to_have_attribute("tabindex", "0")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-format=italic]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#composer-text")).to_be_focused()

    page.locator("#thread-actions summary").press("Enter")
    expect(page.locator("#thread-actions .menu")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("#thread-actions .menu")).to_be_hidden()
    expect(page.locator("#thread-actions summary")).to_be_focused()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("First new message")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_whoever_switched_single_letters_off_has_none(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=2)
    scene.stack.call(desk.switch_shortcuts_off, scene.lena["id"])
    page = open_as(scene.lena, scene.url)
    for key in "jrq?c":
        page.keyboard.press(key)
    assert page.url.endswith(scene.url)
    assert page.evaluate("document.activeElement === document.body")
    expect(page.locator("dialog, .floating")).to_have_count(0)
    page.locator("#composer-text").focus()
    page.keyboard.type("Sent by keys all the same.")
    page.keyboard.press("Control+Enter")
    expect(message(page, "Sent by keys all the same.")).to_be_visible()


def test_a_second_press_on_what_opened_a_menu_closes_it(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.asha, scene.url)
    page.locator("html[data-live]").wait_for()
    tool(page, "Message 1", "menu")
    expect(page.locator(".floating .menu")).to_be_visible()
    tool(page, "Message 1", "menu")
    expect(page.locator(".floating")).to_have_count(0)
    page.locator("h1").click()
    tool(page, "Message 1", "menu")
    expect(page.locator(".floating .menu")).to_be_visible()
    page.locator("h1").click()
    expect(page.locator(".floating")).to_have_count(0)
