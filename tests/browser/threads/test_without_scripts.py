"""Everything also works as plain forms, with JavaScript switched off."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.threads.conftest import Scene, message
from tests.cast import PASSWORD


def test_sign_in_start_a_thread_reply_react_edit_and_delete(
    make_scene: Callable[..., Scene], open_page: OpenPage
) -> None:
    scene = make_scene()
    page = open_page(scene.url, java_script_enabled=False)
    page.fill("[name=login]", scene.lena["email"])
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{scene.url}")
    expect(page.locator("h1")).to_have_text("Which pump?")

    page.click(f"#nav [data-channel='{scene.channel}']")
    page.click("main >> text=New thread")
    page.fill("[name=title]", "Where does the spare pump go?")
    page.fill("[name=text]", "Into the **store**, or onto the boat?")
    page.click(".btn:has-text('Start thread')")
    expect(page.locator("h1")).to_have_text("Where does the spare pump go?")
    expect(page.locator(".msg strong")).to_have_text("store")

    page.fill("[name=text]", "Onto the boat.")
    page.click("#composer-send")
    expect(message(page, "Onto the boat.")).to_have_count(1)
    expect(page.locator("#composer-text")).to_have_value("")

    message(page, "Onto the boat.").hover()
    message(page, "Onto the boat.").locator(".msg__tools [data-tool=react]").click()
    page.click("button[value='👍']")
    expect(message(page, "Onto the boat.").locator(".reaction[data-emoji='👍']")).to_contain_text("1")
    message(page, "Onto the boat.").locator(".reaction[data-emoji='👍']").click()
    expect(message(page, "Onto the boat.").locator(".reaction[data-emoji='👍']")).to_have_count(0)

    message(page, "Onto the boat.").hover()
    message(page, "Onto the boat.").locator("[data-tool=menu]").click()
    page.click("main >> text=Edit")
    page.fill("main [name=text]", "Into the store.")
    page.click("button:has-text('Save')")
    expect(message(page, "Into the store.")).to_contain_text("edited")

    message(page, "Into the store.").hover()
    message(page, "Into the store.").locator("[data-tool=menu]").click()
    page.click("main >> text=Delete…")
    page.click("button:has-text('Delete')")
    expect(page.locator(".msg[data-deleted]")).to_contain_text("This message was deleted.")
