"""Writing a reply: nothing is lost, nothing is sent twice."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser import scene as desk
from tests.browser.threads.conftest import OpenAs, Scene, message, send, tool, write

NOT_SENT = "Not sent, the server can't be reached. Your text is kept in this browser."


def field(page: Page) -> str:
    return page.input_value("#composer-text")


def test_a_reply_that_could_not_be_sent_stays_and_a_retry_sends_it_once(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.expected_errors.append("ERR_FAILED")  # type: ignore[attr-defined]
    page.route("**/messages/", lambda route: route.abort())
    send(page, "Nobody hears this yet.")
    expect(page.locator("#composer-status")).to_have_text(NOT_SENT)
    assert field(page) == "Nobody hears this yet."
    expect(page.locator("#composer-text")).to_be_focused()

    page.unroute("**/messages/")
    page.click("[data-retry]")
    expect(message(page, "Nobody hears this yet.")).to_have_count(1)
    expect(page.locator("#composer-text")).to_have_value("")
    expect(page.locator("[data-retry]")).to_have_count(0)
    assert scene.messages()[1:] == ["Nobody hears this yet."]


def test_a_reply_whose_answer_was_lost_is_there_once_after_a_retry(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.expected_errors.append("ERR_FAILED")  # type: ignore[attr-defined]
    # Without a socket, so that nothing but the answer could tell.
    page.route_web_socket("**/ws/**", lambda socket: None)
    page.reload()

    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/messages/", lose_answer)
    send(page, "The answer to this is lost.")
    expect(page.locator("#composer-status")).to_have_text(NOT_SENT)
    page.unroute("**/messages/")
    page.reload()
    expect(page.locator("#composer-text")).to_have_value("")
    send(page, "Another one.")
    expect(message(page, "Another one.")).to_have_count(1)
    assert scene.messages()[1:] == ["The answer to this is lost.", "Another one."]


def test_a_text_changed_after_a_lost_answer_does_not_pass_for_the_sent_one(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.expected_errors.append("ERR_FAILED")  # type: ignore[attr-defined]

    def lose_answer(route: Route) -> None:
        page.locator("#composer-text").evaluate(
            "field => { field.readOnly = false; field.value += ' And more.' }"
        )
        route.fetch()
        route.abort()

    page.route("**/messages/", lose_answer)
    send(page, "First.")
    expect(page.locator("#composer-status")).to_have_text(
        "What you sent first has arrived. What stands here is not sent yet."
    )
    page.unroute("**/messages/")
    assert field(page) == "First. And more."
    assert scene.messages()[1:] == ["First."]
    page.click("#composer-send")
    expect(message(page, "And more.")).to_have_count(1)
    assert scene.messages()[1:] == ["First.", "First. And more."]


def test_a_refused_reply_is_explained_at_the_field_and_stays(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.expected_errors.append("422")  # type: ignore[attr-defined]
    send(page, "x" * 20_003)
    expect(page.locator("#composer-errors")).to_contain_text("Shorten it by 3.")
    expect(page.locator("#composer-text")).to_have_attribute("aria-invalid", "true")
    assert len(field(page)) == 20_003
    page.fill("#composer-text", "Shorter.")
    page.click("#composer-send")
    expect(message(page, "Shorter.")).to_be_visible()
    expect(page.locator("#composer-errors")).to_be_empty()


def test_a_draft_survives_a_reload_and_reaches_a_second_browser(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    write(page, "Half a")
    page.reload()  # before the pause after which the server has it
    expect(page.locator("#composer-text")).to_have_value("Half a")
    with page.expect_response("**/draft/"):
        write(page, " thought")
        page.locator("#composer-text").press("End")
    elsewhere = open_as(
        {**scene.lena, "session": scene.stack.call(desk.session_of, scene.lena["id"])}, scene.url
    )
    expect(elsewhere.locator("#composer-text")).to_have_value(field(page))

    send(elsewhere, "A whole thought.")
    expect(message(page, "A whole thought.")).to_be_visible()
    elsewhere.reload()
    expect(elsewhere.locator("#composer-text")).to_have_value("")


def test_two_devices_with_two_drafts_lose_neither(make_scene: Callable[..., Scene], open_as: OpenAs) -> None:
    scene = make_scene()
    one, two = open_as(scene.lena, scene.url), open_as(scene.lena, scene.url)
    two.expected_errors.extend(["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "409", "WebSocket"])  # type: ignore[attr-defined]
    two.context.set_offline(True)
    write(two, "Written at")
    with one.expect_response("**/draft/"):
        write(one, "Written at home.")
    two.context.set_offline(False)
    write(two, " work.")
    expect(two.locator("[data-other-draft]")).to_contain_text("Written at home.")
    two.click("text=Keep both")
    expect(two.locator("#composer-text")).to_have_value("Written at work.\n\nWritten at home.")
    expect(two.locator("[data-other-draft]")).to_have_count(0)


def test_an_acknowledgement_becomes_a_reaction_in_one_click(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    asha, lena = open_as(scene.asha, scene.url), open_as(scene.lena, scene.url)
    write(lena, "got it")
    lena.click(".nudge [data-nudge=react]")
    expect(message(asha, "Message 1").locator('.reaction[data-emoji="👍"]')).to_contain_text("1")
    expect(lena.locator("#composer-text")).to_have_value("")
    expect(lena.locator("#composer-text")).to_be_focused()
    expect(lena.locator(".nudge")).to_have_count(0)
    assert scene.messages() == ["Message 1 asks which pump to take."]

    write(lena, "thanks")
    lena.click(".nudge [data-nudge=dismiss]")
    lena.click("#composer-send")
    expect(message(asha, "thanks")).to_be_visible()


def test_names_and_emoji_are_completed_by_keyboard_and_undone(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    write(page, f"Ask @{scene.wanjiru['handle'][:12]}")
    option = page.get_by_role("option", name="Wanjiru Kamau")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    assert field(page) == f"Ask @{scene.wanjiru['handle']} "
    write(page, ":roc")
    expect(page.get_by_role("option", name=":rocket:")).to_be_visible()
    while "rocket" not in page.locator("[role=option][aria-selected=true]").inner_text():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert field(page) == f"Ask @{scene.wanjiru['handle']} 🚀 "
    page.keyboard.press("Control+z")
    assert field(page).endswith(" :roc")
    page.keyboard.press("End")
    write(page, "k")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.locator("#composer-text")).to_be_focused()


def test_formats_wrap_what_is_selected_and_come_off_again(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    text = page.locator("#composer-text")
    write(page, "one\ntwo")
    page.keyboard.press("Control+a")
    page.click("[data-format=tasks]")
    expect(text).to_have_value("- [ ] one\n- [ ] two")
    page.click("[data-format=tasks]")
    expect(text).to_have_value("one\ntwo")
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Control+ArrowLeft")
    page.keyboard.press("Control+b")
    expect(text).to_have_value("one\n**two**")
    page.click("[data-preview]")
    expect(page.locator("#composer-preview strong")).to_have_text("two")
    page.click("[data-preview]")
    expect(text).to_be_focused()
    page.keyboard.press("Control+b")
    expect(text).to_have_value("one\ntwo")


def test_a_quotation_names_its_author_and_leads_back(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=2)
    page = open_as(scene.lena, scene.url)
    tool(page, "Message 1", "quote")
    expect(page.locator("#composer-text")).to_be_focused()
    write(page, "The second.")
    page.keyboard.press("Control+Enter")
    reply = message(page, "The second.")
    expect(reply.locator("blockquote")).to_contain_text("Message 1 asks which pump to take.")
    expect(reply.locator("blockquote a")).to_have_attribute("href", f"/t/{scene.thread}/#m1")
    expect(reply.locator("blockquote strong")).to_have_text("Asha Raman")
