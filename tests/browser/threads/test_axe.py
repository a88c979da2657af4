"""axe finds nothing: every page of conversations, both themes, wide and narrow; and what scripts open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser import scene as desk
from tests.browser.accessibility import assert_accessible
from tests.browser.threads.conftest import OpenAs, Scene, tool, write

WIDE, NARROW, NARROWEST = (1440, 900), (390, 844), (320, 700)


@pytest.fixture(scope="module")
def rich() -> dict[str, Scene]:
    """One scene for all pages of this module: made on first use."""
    return {}


@pytest.fixture
def scene(rich: dict[str, Scene], make_scene: Callable[..., Scene]) -> Scene:
    if "scene" not in rich:
        made = make_scene(messages=4)
        made.stack.call(desk.furnish, made.asha["id"], made.lena["id"], made.thread)
        rich["scene"] = made
    return rich["scene"]


# Which levels the headings in a message have is its writer's choice.
THEIRS = ("heading-order",)

PAGES = {
    "inbox": "/inbox/",
    "finished": "/inbox/finished/",
    "snoozed": "/inbox/snoozed/",
    "unread": "/unread/",
    "channel": "/c/{channel}/",
    "resolved threads": "/c/{channel}/?state=resolved",
    "channel settings": "/channels/{channel}/settings/",
    "channel people": "/channels/{channel}/people/",
    "channels": "/channels/",
    "new channel": "/channels/new/",
    "thread": "{url}",
    "new thread": "/threads/new/?channel={channel}",
    "new direct thread": "/threads/new/?to=",
    "resolve": "/t/{thread}/resolve/",
    "profile": "/profile/",
    "security": "/security/",
    "members": "/admin/members/",
    "hours": "/settings/hours/",
    "time off": "/settings/time-off/new/",
    "people": "/people/",
    "people in UTC": "/people/?clock=utc",
    "norms": "/norms/",
    "norms of admins": "/admin/norms/",
    "norm of a channel": "/admin/norms/channels/",
    "wording": "/admin/norms/wording/",
    "default hours": "/admin/hours/",
    "waiting": "/waiting/",
    "held": "/held/",
    "components": "/components/",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sizes", [[WIDE], [NARROW, NARROWEST]], ids=["wide", "narrow"])
def test_pages(
    scene: Scene, open_as: OpenAs, sizes: list[tuple[int, int]], theme: Literal["light", "dark"]
) -> None:
    page = open_as(scene.asha, "/", color_scheme=theme, reduced_motion="reduce")
    for name, path in PAGES.items():
        answer = page.goto(path.format(channel=scene.channel, url=scene.url, thread=scene.thread))
        assert answer, name
        assert answer.ok, f"{name}: {answer.status}"
        page.evaluate("document.fonts.ready")
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            assert_accessible(page, but_for=THEIRS if name == "thread" else ())
            assert _fits(page), f"{name} can be scrolled sideways at {width} px"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_scripts_open(scene: Scene, open_as: OpenAs, theme: Literal["light", "dark"]) -> None:
    page = open_as(scene.asha, scene.url, width=390, height=844, color_scheme=theme, reduced_motion="reduce")
    write(page, "Hello @")
    page.keyboard.type("lena")
    expect(page.get_by_role("option").first).to_be_visible()
    assert_accessible(page, but_for=THEIRS)
    page.keyboard.press("Escape")

    tool(page, "Message 1", "menu")
    expect(page.locator(".floating .menu")).to_be_visible()
    assert_accessible(page, but_for=THEIRS)
    page.click("[data-do=edit]")
    expect(page.locator("[data-editing] textarea")).to_be_focused()
    assert_accessible(page, but_for=THEIRS)
    page.click("[data-do=cancel]")

    page.click(".composer__more")
    assert_accessible(page, but_for=THEIRS)
    page.keyboard.press("Escape")
    page.click("[data-preview]")
    expect(page.locator("#composer-preview")).to_be_visible()
    assert_accessible(page, but_for=THEIRS)
    page.click("[data-preview]")

    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_accessible(page, but_for=THEIRS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_who_will_hear(scene: Scene, open_as: OpenAs, theme: Literal["light", "dark"]) -> None:
    page = open_as(scene.asha, scene.url, color_scheme=theme, reduced_motion="reduce")
    states = {
        "none": ("Which pump is it", ".delivery__person"),
        "norm": (f"Which pump is it, @{scene.lena['handle']}", ".delivery__person"),
        "urgent": (f"Stop the pump, @{scene.lena['handle']}", ".confirm__list li"),
        "acknowledged": ("got it", ".nudge"),
    }
    for name, (text, seen) in states.items():
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        page.fill("#composer-text", text)
        page.locator(f"#composer label:has([value={name if name != 'acknowledged' else 'none'}])").click()
        page.locator(f"#composer {seen}").first.wait_for()
        for width, height in (WIDE, NARROW, NARROWEST):
            page.set_viewport_size({"width": width, "height": height})
            fold = page.locator(".delivery__fold > summary")
            if fold.count() and fold.is_visible() and not page.locator(".delivery__fold[open]").count():
                fold.click()
            assert_accessible(page, but_for=THEIRS)
            assert _fits(page), f"{name} can be scrolled sideways at {width} px"


def _fits(page: Page) -> bool:
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fits
