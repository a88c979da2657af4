"""The delivery preview while somebody writes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.threads.conftest import OpenAs, Scene, message, write


def test_the_preview_follows_the_text_and_the_urgency(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.locator("html[data-live]").wait_for()
    expect(page.locator(".delivery")).to_have_count(0)
    write(page, "When does it start?")
    preview = page.locator(".delivery")
    expect(preview.locator(".delivery__title")).to_have_text("Nobody is interrupted")
    expect(preview.locator(".delivery__person")).to_have_count(1)
    expect(preview.locator(".delivery__when small")).to_have_text("no reply expected")
    write(page, f" @{scene.wanjiru['handle']}")
    expect(preview.locator(".delivery__person")).to_have_count(2)
    expect(preview).to_contain_text("their time")
    page.locator("#composer label", has_text="No reply needed").click()
    expect(preview).not_to_contain_text("their time")
    page.press("#composer-text", "Control+Enter")
    expect(message(page, "When does it start?")).to_have_count(1)
    expect(preview).to_have_count(0)


def test_urgent_can_be_sent_by_norm_instead(make_scene: Callable[..., Scene], open_as: OpenAs) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.locator("html[data-live]").wait_for()
    write(page, f"@{scene.asha['handle']}, stop the pump.")
    page.locator("#composer label", has_text="Urgent").click()
    expect(page.locator("#composer-send")).to_be_hidden()
    expect(page.locator(".confirm__title")).to_contain_text("interrupt")
    page.get_by_role("button", name="Send by norm instead").click()
    expect(message(page, "stop the pump.")).to_contain_text("By norm")


def test_an_acknowledgement_is_told_as_one(make_scene: Callable[..., Scene], open_as: OpenAs) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.locator("html[data-live]").wait_for()
    write(page, "got it")
    expect(page.locator(".delivery__title")).to_have_text("1 person would be notified about “got it”")
    page.get_by_role("button", name="Keep writing").click()
    expect(page.locator(".delivery__title")).to_have_text("Nobody is interrupted")


def test_without_scripts_a_page_tells(make_scene: Callable[..., Scene], open_as: OpenAs) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url, java_script_enabled=False)
    page.fill("#composer-text", "Which pump?")
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Who will hear?").click()
    expect(popup.value.locator(".delivery__title")).to_have_text("Nobody is interrupted")
    popup.value.close()
