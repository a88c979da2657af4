"""How soon an answer is wanted, and what happens to whoever is asked."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.threads.conftest import OpenAs, Scene, message, send, write


def chosen(page: Page) -> str:
    return page.locator('#composer input[name="urgency"]:checked').input_value()


def test_the_usual_urgency_follows_the_text_until_somebody_chooses(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    assert chosen(page) == "none"
    write(page, f"@{scene.asha['handle']} ")
    assert chosen(page) == "norm"
    page.fill("#composer-text", "Nobody.")
    assert chosen(page) == "none"
    page.locator("#composer label", has_text="When you can").click()
    write(page, f" @{scene.asha['handle']} ")
    assert chosen(page) == "relaxed"
    page.press("#composer-text", "Control+Enter")
    expect(message(page, "Nobody.")).to_contain_text("When you can")
    assert chosen(page) == "none"


def test_urgent_asks_for_its_reason_before_anything_is_sent(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    reason = page.get_by_label("Why can’t it wait?")
    expect(reason).to_be_hidden()
    page.locator("#composer label", has_text="Urgent").click()
    expect(reason).to_be_visible()
    send(page, f"@{scene.asha['handle']}, stop the pump.")
    expect(reason).to_be_focused()
    expect(page.get_by_role("alert")).to_have_text("Say in one line why it can’t wait.")
    assert len(scene.messages()) == 1
    reason.fill("The cellar fills up.")
    page.press("#composer-text", "Control+Enter")
    expect(message(page, "stop the pump.")).to_contain_text("The cellar fills up.")
    expect(reason).to_be_hidden()


def test_enter_after_the_reason_leads_to_the_button_that_interrupts(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.fill("#composer-text", f"@{scene.asha['handle']}, stop the pump.")
    page.get_by_role("radio", name="By norm").press("ArrowRight")
    page.keyboard.press("Enter")
    reason = page.get_by_label("Why can’t it wait?")
    reason.fill("The cellar fills up.")
    reason.press("Enter")
    expect(page.locator("[data-interrupt]")).to_be_focused()
    assert len(page.context.pages) == 1
    assert len(scene.messages()) == 1
    page.keyboard.press("Enter")
    expect(message(page, "stop the pump.")).to_contain_text("The cellar fills up.")


def test_enter_after_the_reason_sends_without_scripts(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url, java_script_enabled=False)
    page.fill("#composer-text", f"@{scene.asha['handle']}, stop the pump.")
    page.locator("#composer label", has_text="Urgent").click()
    page.get_by_label("Why can’t it wait?").fill("The cellar fills up.")
    page.get_by_label("Why can’t it wait?").press("Enter")
    expect(message(page, "stop the pump.")).to_contain_text("The cellar fills up.")


def test_whoever_is_asked_sees_it_come_promises_and_sees_it_go(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    asked, asking = open_as(scene.asha, scene.url), open_as(scene.lena, scene.url)
    send(asking, f"@{scene.asha['handle']}, which pump?")
    strip = asked.locator("#asks .strip")
    expect(strip).to_contain_text("Lena asks you")
    strip.get_by_role("link", name="I’ll answer by…").click()
    asked.get_by_role("button", name="Promise it").click()
    expect(strip).to_contain_text("you promised it by")
    asking.goto("/waiting/")
    expect(asking.locator(".entry")).to_contain_text("Promised")
    asked.locator("html[data-live]").wait_for()
    send(asked, "The grey one.")
    expect(strip).to_have_count(0)
    asking.reload()
    expect(asking.locator(".entry")).to_have_count(0)
