"""Reading: where a thread opens, what stays where it is, what counts as read."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.threads.conftest import OpenAs, Scene, message, script

TOP = "element => element.getBoundingClientRect().top"


def top_of(page: Page, number: int) -> float:
    return float(page.locator(f"#m{number}").evaluate(TOP))


def scroll_to(page: Page, number: int) -> None:
    page.locator(f"#m{number}").evaluate("element => element.scrollIntoView()")


def test_what_is_read_stays_in_place_while_messages_come_and_change(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=30)
    page = open_as(scene.lena, scene.url)
    scroll_to(page, 12)
    before = top_of(page, 12)
    first = scene.post("Something new below.")
    scene.post("And something more.")
    expect(page.locator("#newer-text")).to_have_text("2 new messages")
    assert top_of(page, 12) == before
    # A message above grows by a screen.
    page.evaluate(
        """url => import(url).then((place) => place.keepPlace(
            () => document.querySelector("#m3 .prose").append("long ".repeat(2000))))""",
        script(page, "thread/place.js"),
    )
    assert abs(top_of(page, 12) - before) <= 1

    page.click("#newer-show")
    expect(page.locator("#newer")).to_be_hidden()
    expect(page.locator(f"#m{first['number']}")).to_be_in_viewport()
    expect(page.locator(f"#m{first['number']}")).to_be_focused()


def test_at_the_end_the_page_goes_along_and_the_composer_stays(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=30)
    page = open_as(scene.asha, scene.url)
    page.locator("#composer-text").focus()
    before = page.locator("#composer").evaluate(TOP)
    scene.post("Something new below.")
    expect(message(page, "Something new below.")).to_be_in_viewport()
    assert abs(page.locator("#composer").evaluate(TOP) - before) <= 1
    expect(page.locator("#newer")).to_be_hidden()
    expect(page.locator("[role=status]", has_text="Wanjiru Kamau wrote")).to_be_attached()


def test_a_long_thread_opens_at_the_first_unread_and_grows_both_ways(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=20)
    page = open_as(scene.lena, scene.url)
    with page.expect_response("**/read/"):
        page.locator("#m20").scroll_into_view_if_needed()
    page.goto("about:blank")
    scene.post_many(120)

    page = open_as(scene.lena, scene.url)
    expect(page.locator("#new")).to_be_in_viewport()
    expect(page.locator("#new")).to_contain_text("New since your last visit")
    expect(page.locator("#m21")).to_have_attribute("data-unread", "")
    assert page.locator("#m140").count() == 0

    before = top_of(page, 21)
    # Coming near may have followed the link already.
    page.evaluate("document.getElementById('load-earlier')?.click()")
    expect(page.locator("#m1")).to_be_attached()
    assert abs(top_of(page, 21) - before) <= 1
    expect(page.locator("#load-earlier")).to_have_count(0)

    scene.post("Far below the part that is shown.")
    expect(page.locator("#newer-text")).to_have_text("1 new message")
    assert message(page, "Far below").count() == 0
    page.click("#newer-show")
    expect(message(page, "Far below")).to_be_in_viewport()
    assert numbers(page) == list(range(numbers(page)[0], 142))


def test_scrolling_down_fetches_the_rest_without_a_gap_also_what_was_posted_meanwhile(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    scene.post_many(120)
    page = open_as(scene.lena, scene.url)
    assert numbers(page)[-1] < 121
    page.route("**/messages/?from=*", lambda route: (scene.post("In between."), route.continue_())[1])
    while page.locator("#load-later").count():
        last = numbers(page)[-1]
        page.locator("#load-later").evaluate("link => link.click()")
        expect(page.locator(f"#m{last + 1}")).to_be_attached()
    expect(message(page, "In between.").last).to_be_attached()
    expect(page.locator(f"#m{len(scene.messages())}")).to_be_attached()
    assert numbers(page) == list(range(1, len(scene.messages()) + 1))


def test_an_address_with_a_message_lands_there_though_it_is_far_from_the_end(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    scene.post_many(150)
    page = open_as(scene.asha, f"{scene.url}#m40")
    expect(page.locator("#m40")).to_be_in_viewport()
    page.evaluate("location.hash = '#m150'")
    expect(page.locator("#m150")).to_be_in_viewport()


def test_what_was_seen_is_read_in_every_tab_and_what_was_not_is_not(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=40)
    channel = open_as(scene.lena, f"/c/{scene.channel}/")
    row, mark = channel.locator(".row"), channel.locator(f"#nav [data-channel='{scene.channel}']")
    expect(row.locator("[data-new]")).to_have_text("40 new")
    expect(mark).to_have_attribute("data-unread", "")

    page = open_as(scene.lena, scene.url)
    expect(row.locator("[data-new]")).not_to_have_text("40 new")
    seen = 40 - int(row.locator("[data-new]").inner_text().split()[0])
    assert 0 < seen < 40
    assert page.locator(f"#m{seen}").evaluate("m => m.getBoundingClientRect().bottom <= innerHeight")
    assert page.locator(f"#m{seen + 1}").evaluate("m => m.getBoundingClientRect().bottom > innerHeight")

    page.locator("#composer").scroll_into_view_if_needed()
    expect(row).not_to_have_attribute("data-unread", "")
    expect(mark).not_to_have_attribute("data-unread", "")

    scene.post("News.")
    expect(row).to_contain_text("Wanjiru: News.")


def test_marking_unread_from_a_message_holds_though_its_end_was_in_view(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=6)
    page = open_as(scene.lena, scene.url)
    with page.expect_response("**/read/"):
        page.locator("#composer").scroll_into_view_if_needed()
    page.locator("#m4").hover()
    page.locator("#m4 [data-tool=menu]").click()
    page.click("text=Mark unread from here")
    page.wait_for_url("**/c/**")
    expect(page.locator(".row [data-new]")).to_have_text("3 new")
    page.click(".row__title a")
    expect(page.locator("#new + #m4")).to_be_attached()


def numbers(page: Page) -> list[int]:
    found: list[int] = page.eval_on_selector_all(".msg", "all => all.map(({ dataset }) => +dataset.number)")
    return found
