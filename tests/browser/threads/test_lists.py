"""A channel's rows and the unread list follow what happens."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import scene as desk
from tests.browser.threads.conftest import OpenAs, Scene


def titles(page: Page) -> list[str]:
    return page.locator(".row__title").all_inner_texts()


def test_rows_come_change_move_and_go(make_scene: Callable[..., Scene], open_as: OpenAs) -> None:
    scene = make_scene(title="First")
    page = open_as(scene.lena, f"/c/{scene.channel}/")
    page.locator("html[data-live]").wait_for()
    call, asha = scene.stack.call, scene.asha["id"]

    second = call(desk.start, asha, scene.channel, "Second")
    third = call(desk.start, asha, scene.channel, "Third")
    expect(page.locator(".row__title")).to_have_text(["Third", "Second", "First"])
    expect(page.locator(f"#row-{third} [data-new]")).to_have_text("1 new")

    page.locator(f"#row-{second} a").focus()
    scene.post("Back to the first.")
    expect(page.locator(".row__title")).to_have_text(["First", "Third", "Second"])
    call(desk.post, asha, second, "And to the second.")
    expect(page.locator(".row__title")).to_have_text(["Second", "First", "Third"])
    expect(page.locator(f"#row-{second} a")).to_be_focused()

    call(desk.pin, asha, third)
    expect(page.locator(".row__title")).to_have_text(["Third", "Second", "First"])
    call(desk.resolve, asha, second)
    expect(page.locator(".row__title")).to_have_text(["Third", "First"])
    call(desk.move_elsewhere, asha, third)
    expect(page.locator(".row__title")).to_have_text(["First"])
    assert titles(page) == titles(open_as(scene.lena, f"/c/{scene.channel}/"))


def test_the_unread_list_grows_and_empties_by_itself(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(title="Which pump?")
    page = open_as(scene.lena, "/unread/")
    expect(page.locator(".row__title")).to_have_text(["Which pump?"])
    reading = open_as(scene.lena, scene.url)
    expect(page.locator(".row")).to_have_count(0)
    expect(page.locator("#main")).to_contain_text("You’re all caught up")
    reading.close()
    scene.post("More about it.")
    expect(page.locator(".row__excerpt")).to_contain_text("More about it.")
    expect(page.locator(f"#nav [data-channel='{scene.channel}']")).to_have_attribute("data-unread", "")


def test_rows_are_right_again_after_a_lost_connection(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, f"/c/{scene.channel}/")
    page.expected_errors.extend(["Failed to load resource", "WebSocket"])  # type: ignore[attr-defined]
    page.locator("html[data-live]").wait_for()
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('online'))")  # its socket goes, and no other opens
    page.locator("html:not([data-live])").wait_for()
    scene.post("Written while you were away.")
    page.context.set_offline(False)
    expect(page.locator(".row__excerpt")).to_contain_text("while you were away")
    expect(page.locator(".row [data-new]")).to_have_text("2 new")
