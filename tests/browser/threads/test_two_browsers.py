"""Two people look at one thread, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.threads.conftest import OpenAs, Scene, message, script, send, tool
from tests.browser.threads.log_reader import log_of


def test_what_one_does_the_other_sees_without_reloading(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    asha, lena = open_as(scene.asha, scene.url), open_as(scene.lena, scene.url)

    send(asha, "The **second** pump is in.")
    expect(message(lena, "The second pump is in.").locator("strong")).to_have_text("second")
    expect(asha.locator("#composer-text")).to_have_value("")
    expect(asha.locator("#composer-text")).to_be_focused()

    lena.click('#acks [value="👍"]')
    expect(message(asha, "second pump").locator('.reaction[data-emoji="👍"]')).to_have_attribute(
        "aria-pressed", "false"
    )
    expect(message(lena, "second pump").locator('.reaction[data-emoji="👍"]')).to_have_attribute(
        "aria-pressed", "true"
    )

    tool(asha, "second pump", "menu")
    asha.click("[data-do=edit]")
    asha.fill("[data-editing] textarea", "The third pump is in.")
    asha.press("[data-editing] textarea", "Control+Enter")
    expect(message(lena, "The third pump is in.")).to_contain_text("edited")
    expect(asha.locator("[data-editing]")).to_have_count(0)

    tool(asha, "third pump", "menu")
    asha.click("[data-do=delete]")
    asha.click("dialog button:has-text('Delete')")
    expect(lena.locator(".msg[data-deleted]")).to_contain_text("This message was deleted.")
    expect(message(lena, "third pump")).to_have_count(0)

    asha.click("text=Resolve…")
    asha.fill("[name=outcome]", "We take the **third** one.")
    asha.click("button:has-text('Resolve')")
    expect(lena.locator("#thread-head .outcome strong")).to_have_text("third")
    expect(lena.locator(".log__entry")).to_contain_text("Asha Raman resolved the thread")

    assert log_of(lena) == log_of(open_as(scene.lena, scene.url))


def test_pressing_a_reaction_twice_quickly_takes_it_back(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    asha, lena = open_as(scene.asha, scene.url), open_as(scene.lena, scene.url)
    message(lena, "Message 1").hover()

    lena.evaluate("""() => {
        const press = () => document.querySelector('#acks [value="✅"]').click();
        press(); press(); press();
    }""")
    expect(message(asha, "Message 1").locator('.reaction[data-emoji="✅"]')).to_contain_text("1")
    lena.evaluate("""() => {
        const press = () => document.querySelector('.reaction[data-emoji="✅"]').click();
        press(); press(); press();
    }""")
    expect(message(asha, "Message 1").locator('.reaction[data-emoji="✅"]')).to_have_count(0)
    expect(lena.locator('#acks [value="✅"]')).to_have_attribute("aria-pressed", "false")


def test_an_emoji_chosen_in_the_picker_by_keyboard_arrives_everywhere(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    asha, lena = open_as(scene.asha, scene.url), open_as(scene.lena, scene.url)

    tool(asha, "Message 1", "react")
    search = asha.locator("emoji-picker input[type=search]")
    expect(search).to_be_focused()
    asha.keyboard.type("tada")
    expect(
        asha.locator("emoji-picker [id='search-results'] button, emoji-picker .emoji").first
    ).to_be_visible()
    asha.locator("emoji-picker button[title*='tada'], emoji-picker button[aria-label*='🎉']").first.wait_for()
    asha.keyboard.press("ArrowDown")
    asha.keyboard.press("Enter")

    expect(message(lena, "Message 1").locator('.reaction[data-emoji="🎉"]')).to_contain_text("1")
    expect(asha.locator(".msg__tools [data-tool=react]")).to_be_focused()


def test_an_open_editor_keeps_its_text_and_the_focus_when_the_message_changes_under_it(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    asha, lena = open_as(scene.asha, scene.url), open_as(scene.lena, scene.url)
    tool(asha, "Message 1", "menu")
    asha.click("[data-do=edit]")
    field = asha.locator("[data-editing] textarea")
    field.fill("Half a thought")

    lena.click('#acks [value="👀"]')
    expect(asha.locator('.reaction[data-emoji="👀"]')).to_have_count(1)
    # After a lost connection a whole message takes the place of its former self.
    asha.evaluate("document.querySelector('.msg').dataset.seq = 0")
    asha.evaluate("url => import(url).then((live) => live.holdSince(0))", script(asha, "thread/live.js"))
    expect(asha.locator(".msg").first).not_to_have_attribute("data-seq", "0")

    expect(field).to_have_value("Half a thought")
    expect(field).to_be_focused()
