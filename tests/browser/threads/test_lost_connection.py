"""The connection is lost between two posts of a third person; nothing is missed, nothing is disturbed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import scene as desk
from tests.browser.threads.conftest import OpenAs, Scene, message, write
from tests.browser.threads.log_reader import log_of
from tests.stack import until

RIGHT_AGAIN_WITHIN = 5.0
LOST = ["Failed to load resource", "WebSocket", "ERR_"]


@pytest.mark.parametrize("lost", ["web", "redis"])
def test_after_a_kill_both_pages_show_what_a_fresh_load_shows(
    lost: str, make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene(messages=3)
    pages = [open_as(scene.asha, scene.url), open_as(scene.lena, scene.url)]
    for page in pages:
        page.expected_errors.extend(LOST)  # type: ignore[attr-defined]
        page.evaluate("window.isTheSamePage = true")
        write(page, "Half a thought")
    before = scene.post("Posted before the fall.")
    for page in pages:
        expect(message(page, "before the fall")).to_be_visible()

    back = _kill(scene, lost)
    scene.post("Posted while nobody listened.")
    scene.stack.call(
        desk.edit, scene.wanjiru["id"], before["id"], "Posted before the fall, and changed during it."
    )
    scene.stack.call(desk.put_reaction, scene.wanjiru["id"], before["id"], "👀")
    since = back()
    for page in pages:
        left = RIGHT_AGAIN_WITHIN - (time.monotonic() - since)
        expect(message(page, "nobody listened")).to_be_visible(timeout=max(left, 0.001) * 1000)
        expect(message(page, "changed during it").locator('.reaction[data-emoji="👀"]')).to_be_visible()

    scene.post("Posted afterwards.")
    for page, person in zip(pages, (scene.asha, scene.lena), strict=True):
        expect(message(page, "afterwards")).to_be_visible()
        assert log_of(page) == log_of(open_as(person, scene.url))
        assert page.evaluate("window.isTheSamePage"), "it was reloaded"
        expect(page.locator("#composer-text")).to_have_value("Half a thought")
        expect(page.locator("#composer-text")).to_be_focused()


def test_a_page_that_was_offline_catches_up_when_it_is_back(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.expected_errors.extend(LOST)  # type: ignore[attr-defined]
    page.context.set_offline(True)
    scene.post("Written while you were away.")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(message(page, "while you were away")).to_be_visible(timeout=RIGHT_AGAIN_WITHIN * 1000)


def test_many_missed_changes_bring_the_log_anew_and_keep_what_is_written(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    page.expected_errors.extend(LOST)  # type: ignore[attr-defined]
    write(page, "Half a thought")
    back = _kill(scene, "web")
    scene.stack.call(desk.post_many, scene.wanjiru["id"], scene.thread, 220)
    back()
    expect(message(page, "Many 220.")).to_be_attached(timeout=RIGHT_AGAIN_WITHIN * 1000)
    scene.post("One more.")
    expect(page.locator(".msg").last).to_contain_text("One more.")
    expect(page.locator("#composer-text")).to_have_value("Half a thought")
    expect(page.locator("#composer-text")).to_be_focused()


def _kill(scene: Scene, name: str) -> Callable[[], float]:
    """Kills at once; the returned function waits until it is back and says when that was."""
    said = scene.stack.log.count(f"{name} is back")
    os.kill(scene.stack.pids()[name], signal.SIGKILL)

    def back() -> float:
        until(lambda: scene.stack.log.count(f"{name} is back") > said, scene.stack.log_of, 30)
        return time.monotonic()

    return back
