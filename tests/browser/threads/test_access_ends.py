"""Whoever loses the right to read hears no further byte, and the page says so."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser import scene as desk
from tests.browser.threads.conftest import OpenAs, Scene, message, write
from tests.cast import PASSWORD

WITHIN = 5.0
SECRET = "The price is 40,000 and nobody else may know."


class Ear:
    """All that a page's sockets heard, and which of them are open."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        self.open: set[WebSocket] = set()
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        self.open.add(socket)
        socket.on("framereceived", lambda frame: self.heard.append(str(frame)))
        socket.on("close", lambda _: self.open.discard(socket))


@pytest.fixture
def private(make_scene: Callable[..., Scene]) -> Scene:
    return make_scene(is_private=True, messages=2)


def listening(page: Page) -> Ear:
    ear = Ear(page)
    page.reload()
    page.locator("html[data-live]").wait_for()
    return ear


def test_removal_from_a_private_channel_ends_the_page_and_keeps_what_was_written(
    private: Scene, open_as: OpenAs
) -> None:
    asha, lena = open_as(private.asha, private.url), open_as(private.lena, private.url)
    lena.expected_errors.extend(["404", "WebSocket"])  # type: ignore[attr-defined]
    ear = listening(lena)
    write(lena, "Half a thought")

    since = time.monotonic()
    private.stack.call(desk.take_out, private.asha["id"], private.channel, private.lena["id"])
    expect(lena.locator("#gone")).to_contain_text("not open to you any more", timeout=WITHIN * 1000)
    assert time.monotonic() - since < WITHIN
    expect(lena.locator("#log, #thread-head, #people")).to_have_count(0)
    expect(lena).not_to_have_title(re.compile("pump"))
    expect(lena.locator("#composer-text")).to_have_value("Half a thought")
    expect(lena.locator(f"#nav [data-channel='{private.channel}']")).to_have_count(0)

    private.post(SECRET)
    expect(message(asha, SECRET)).to_be_visible()
    assert not [frame for frame in ear.heard if "40,000" in frame]
    assert not [frame for frame in ear.heard if f'"thread": {private.thread}, "seq"' in frame]


def test_ending_all_sessions_elsewhere_leads_to_signing_in_with_the_draft_kept(
    private: Scene, open_as: OpenAs
) -> None:
    asha, lena = open_as(private.asha, private.url), open_as(private.lena, private.url)
    lena.expected_errors.append("401")  # type: ignore[attr-defined]
    ear = listening(lena)
    write(lena, "Half a thought")
    private.stack.call(desk.sign_out_everywhere, private.lena["id"])
    lena.wait_for_url(re.compile(r"/accounts/login/\?next=%2Ft%2F"), timeout=WITHIN * 1000)
    assert not ear.open

    private.post(SECRET)
    expect(message(asha, SECRET)).to_be_visible()
    assert not [frame for frame in ear.heard if "40,000" in frame]

    lena.fill("[name=login]", private.lena["email"])
    lena.fill("[name=password]", PASSWORD)
    lena.press("[name=password]", "Enter")
    lena.wait_for_url(f"**{private.url}")
    expect(lena.locator("#composer-text")).to_have_value("Half a thought")
    expect(message(lena, SECRET)).to_be_visible()


def test_deactivation_closes_the_socket_and_leads_out(private: Scene, open_as: OpenAs) -> None:
    asha, lena = open_as(private.asha, private.url), open_as(private.lena, private.url)
    lena.expected_errors.append("401")  # type: ignore[attr-defined]
    ear = listening(lena)
    private.stack.call(desk.deactivate_person, private.lena["id"])
    lena.wait_for_url("**/accounts/login/**", timeout=WITHIN * 1000)
    private.post(SECRET)
    expect(message(asha, SECRET)).to_be_visible()
    assert not ear.open
    assert not [frame for frame in ear.heard if "40,000" in frame]
