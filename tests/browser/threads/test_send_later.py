"""Write now, send later: by keyboard, changed on the way, live in a second browser when it goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import later_scene as later
from tests.browser.accessibility import assert_accessible
from tests.browser.threads.conftest import OpenAs, Scene, message, tool, write
from tests.browser.threads.test_keyboard import tab_to

NARROWEST = (320, 700)


def handle_of(person: dict[str, object]) -> str:
    return str(person["handle"])


def test_it_is_scheduled_edited_and_sent_without_a_mouse(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    watching = open_as(scene.asha, scene.url)
    page = open_as(scene.lena, scene.url)
    page.locator("#composer-text").focus()
    page.keyboard.type(f"@{handle_of(scene.asha)} good morning")
    page.keyboard.press("Escape")  # the completion of the name
    tab_to(page, "#composer-later")
    page.keyboard.press("Enter")
    expect(page.locator("#later input[value^=person-]")).to_be_focused()
    expect(page.locator("#later")).to_contain_text("When Asha starts their day")
    expect(page.locator("#later dl:visible")).to_contain_text("at once")
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#later input[value=mine]")).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#composer-status")).to_contain_text("Scheduled for")
    expect(page.locator("#composer-text")).to_be_empty()
    expect(message(page, "good morning")).to_have_count(0)
    assert scene.stack.call(later.scheduled_of, scene.lena["id"]) == [
        {"text": f"@{handle_of(scene.asha)} good morning", "rule": "person", "state": "waiting"}
    ]

    page.goto("/sent/")
    expect(page.locator(".entry")).to_contain_text("when Asha starts their day")
    tab_to(page, ".entry a[href$='/edit/']")
    page.keyboard.press("Enter")
    page.locator("#id_text").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" to you")
    tab_to(page, "main .btn--primary")
    page.keyboard.press("Enter")
    expect(page.locator(".entry__text")).to_contain_text("good morning to you")

    assert scene.stack.call(later.let_it_be_time, scene.lena["id"]) == 1
    expect(message(watching, "good morning to you")).to_be_visible()
    expect(page.locator(".entry")).to_have_count(0)
    assert scene.messages()[-1] == f"@{handle_of(scene.asha)} good morning to you"


def test_escape_leaves_the_choice_and_nothing_is_sent(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    write(page, "Not yet")
    page.click("#composer-later")
    page.locator("#later input[name=day]").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#later")).to_have_count(0)
    expect(page.locator("#composer-later")).to_be_focused()
    expect(page.locator("#composer-text")).to_have_value("Not yet")
    page.click("#composer-later")
    page.expected_errors.append("422")  # type: ignore[attr-defined]
    page.fill("#later input[name=time]", "")
    page.keyboard.press("Enter")
    expect(page.locator("#later [role=alert]")).to_contain_text("Say a day and a time.")
    assert scene.stack.call(later.scheduled_of, scene.lena["id"]) == []
    expect(message(page, "Not yet")).to_have_count(0)


def test_what_is_taken_back_is_in_the_composer_again(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    write(page, "On second thought")
    page.click("#composer-later")
    page.locator("#later [data-schedule]").click()
    expect(page.locator("#composer-status")).to_contain_text("Scheduled for")
    other = open_as(scene.lena, "/sent/")
    other.get_by_role("button", name="Cancel").click()
    other.wait_for_url("**/drafts/")
    expect(other.locator(".entry")).to_contain_text("On second thought")
    expect(page.locator("#composer-text")).to_have_value("On second thought")


def test_a_draft_follows_live_into_another_tab_and_leaves_it_when_sent(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    one, two = open_as(scene.lena, scene.url), open_as(scene.lena, scene.url)
    write(one, "Begun at home")
    expect(two.locator("#composer-text")).to_have_value("Begun at home")
    write(two, ", sent at work")
    expect(one.locator("#composer-text")).to_have_value("Begun at home, sent at work")
    two.press("#composer-text", "Control+Enter")
    expect(message(one, "Begun at home, sent at work")).to_be_visible()
    expect(one.locator("#composer-text")).to_have_value("")
    assert scene.stack.call(later.drafts_of, scene.lena["id"]) == []


def test_a_new_threads_draft_lives_on_the_server_and_two_devices_lose_neither(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    url = f"/threads/new/?channel={scene.channel}"
    one, two = open_as(scene.lena, url), open_as(scene.lena, url)
    with one.expect_response("**/drafts/new-thread/**"):
        one.locator("#id_title").press_sequentially("Which pump")
    expect(two.locator("#id_title")).to_have_value("Which pump")
    two.context.set_offline(True)
    two.expected_errors.extend(["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "409", "WebSocket"])  # type: ignore[attr-defined]
    two.locator("#id_text").press_sequentially("The blue")
    with one.expect_response("**/drafts/new-thread/**"):
        one.locator("#id_text").press_sequentially("The grey one.")
    two.context.set_offline(False)
    two.locator("#id_text").press_sequentially(" one.")
    expect(two.locator("[data-other-draft]")).to_contain_text("The grey one.")
    two.click("text=Keep both")
    expect(one.locator("#id_text")).to_have_value("The blue one.\n\nThe grey one.")
    drafts = open_as(scene.lena, "/drafts/")
    expect(drafts.locator(".entry")).to_contain_text("Which pump")
    two.get_by_role("button", name="Start thread").click()
    two.wait_for_url("**/t/**")
    expect(drafts.locator(".entry")).to_have_count(0)
    assert scene.stack.call(later.drafts_of, scene.lena["id"]) == []


def test_a_message_comes_back_when_asked_from_its_menu(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    tool(page, "Message 1", "menu")
    page.locator(".menu__item", has_text="Remind me").click()
    page.get_by_label("Next week").check()
    page.get_by_label("Note").fill("Before the call")
    page.get_by_role("button", name="Remind me").click()
    page.wait_for_url(f"**{scene.url}**")
    page.goto("/reminders/")
    expect(page.locator(".entry")).to_contain_text("Before the call")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".entry")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_these_pages(
    theme: str, make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    scene.stack.call(later.furnish, scene.lena["id"], scene.thread)
    for path in ("/drafts/", "/sent/", "/reminders/"):
        page: Page = open_as(scene.lena, path, color_scheme=theme)
        expect(page.locator(".entry").first).to_be_visible()
        assert_accessible(page)
        if path == "/sent/":
            for link in ("/edit/", "/time/"):
                page.goto(path)
                page.locator(f".entry a[href$='{link}']").last.click()
                page.wait_for_url(f"**{link}")
                assert_accessible(page)
        width, height = NARROWEST
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)
