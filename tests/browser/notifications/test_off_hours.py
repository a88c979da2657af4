"""Two people in their browsers: one writes on Sunday evening, the other is left alone till Monday."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.notifications.conftest import OpenAs, Rill
from tests.browser.threads.conftest import message
from tests.stack import until

BEFORE_MAYAS_DAY = datetime(2026, 11, 23, 8, 58, tzinfo=UTC)
MAYAS_DAY = datetime(2026, 11, 23, 9, 0, 1, tzinfo=UTC)

# What a page could disturb somebody with; nothing may.
LISTEN = """
    window.disturbances = [];
    navigator.setAppBadge = (count) => { disturbances.push(`badge ${count}`); return Promise.resolve(); };
    window.Notification = class { constructor(title) { disturbances.push(title); } };
    Audio.prototype.play = () => { disturbances.push("sound"); return Promise.resolve(); };
"""


def page_of_maya(rill: Rill, open_as: OpenAs) -> Page:
    page = open_as(rill.people["maya"], "/people/", timezone_id="Europe/Lisbon")
    page.add_init_script(LISTEN)
    page.goto("/")
    page.locator("html[data-live]").wait_for()
    return page


def icon(page: Page) -> str | None:
    return page.locator("link[rel=icon]").first.get_attribute("href")


def test_a_reply_by_norm_waits_for_the_readers_day_and_then_is_one_mail(rill: Rill, open_as: OpenAs) -> None:
    maya = page_of_maya(rill, open_as)
    quiet = maya.get_by_role("complementary", name="Quiet hours")
    expect(quiet).to_contain_text("Quiet until 09:00")
    title, picture, strip = maya.title(), icon(maya), quiet.inner_text()
    rill.turn()
    before = rill.mails("maya")

    lena = open_as(rill.people["lena"], rill.url, timezone_id="America/Denver")
    lena.fill("#composer-text", f"{rill.names('maya')}, can the gateways take 60 units at once?")
    expect(lena.locator(".delivery__title")).to_have_text("Nobody is interrupted")
    expect(lena.locator(".delivery__summary")).to_contain_text("Maya Mon 09:00 Lisbon")
    lena.click("#composer-send")
    expect(message(lena, "60 units at once")).to_contain_text("By norm")

    # Her page knows of it, and keeps quiet.
    expect(maya.locator("main")).to_contain_text("60 units at once")
    rill.turn()
    assert rill.mails("maya") == before
    assert maya.title() == title
    assert icon(maya) == picture
    assert maya.evaluate("disturbances") == []
    assert maya.get_by_role("alert").count() == 0
    maya.reload()
    expect(quiet).to_contain_text("Quiet until 09:00")
    assert quiet.inner_text() != strip, "one more is held"
    quiet.get_by_role("link", name="Show them now").click()
    expect(maya.locator("main")).to_contain_text("Lena")
    expect(maya.locator("main")).to_contain_text("Roll out firmware 2.4")

    rill.wall.set(BEFORE_MAYAS_DAY)
    for _ in range(2):  # a worker does not believe a clock that leapt, once
        rill.turn()
    assert rill.mails("maya") == before

    rill.wall.set(MAYAS_DAY)
    until(lambda: len(rill.mails("maya")) > len(before), rill.stack.log_of, 60)
    for _ in range(3):
        rill.turn()
    assert len(rill.mails("maya")) == len(before) + 1, rill.mails("maya")
    maya.goto("/")
    maya.locator("html[data-live]").wait_for()
    expect(quiet).to_have_count(0)


def test_urgent_reaches_the_other_browser_and_the_mailbox_at_once(rill: Rill, open_as: OpenAs) -> None:
    maya = page_of_maya(rill, open_as)
    rill.turn()
    before = rill.mails("maya")
    lena = open_as(rill.people["lena"], rill.url, timezone_id="America/Denver")
    lena.fill("#composer-text", f"{rill.names('maya')}, please stop wave 1.")
    lena.locator("#composer label", has_text="Urgent").click()
    expect(lena.locator(".confirm__title")).to_have_text("This will interrupt 1 person outside their hours")
    reason = "The staging certificate expires on Tuesday night"
    lena.get_by_label("Why can’t it wait?").fill(reason)
    lena.get_by_role("button", name="Interrupt 1 person").click()
    expect(message(lena, "please stop wave 1.")).to_contain_text(reason)

    alert = maya.get_by_role("alert")
    expect(alert).to_contain_text("Lena needs you now, outside your hours")
    expect(alert).to_contain_text(reason)
    expect(alert).to_contain_text(re.compile(r"21:2\d in Denver"))
    until(lambda: len(rill.mails("maya")) > len(before), rill.stack.log_of, 60)
    for _ in range(2):
        rill.turn()
    mails = rill.mails("maya")
    assert mails[len(before) :] == [f"Urgent, from Lena: {reason}"]

    alert.get_by_role("link", name="Open").click()
    maya.locator("html[data-live]").wait_for()
    maya.fill("#composer-text", "Stopped.")
    maya.press("#composer-text", "Control+Enter")
    expect(message(maya, "Stopped.")).to_be_visible()
    maya.goto("/")
    expect(maya.get_by_role("alert")).to_have_count(0)
