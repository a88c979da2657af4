"""Every page of accounts: axe in both themes at both widths, and nothing wider than a phone."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import assert_accessible
from tests.browser.accounts import data
from tests.stack import Stack

OPEN = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-abc/",
    "/accounts/signup/",
    "/join/",
    "/join/asked/",
    "/join/unknown/",
    "{link}",
]
MINE = [
    "/welcome/",
    "/profile/",
    "/security/",
    "/people/{member}/",
    "/admin/members/",
    "/admin/members/{member}/deactivate/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/logout/",
]


@pytest.fixture(scope="module")
def office(stack: Stack) -> dict[str, Any]:
    made: dict[str, Any] = stack.call(data.office)
    return made


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_keeps_anybody_out(
    browser: Browser, stack: Stack, office: dict[str, Any], theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(base_url=stack.url, color_scheme=theme)
    page = context.new_page()
    for path in OPEN:
        check(page, path.format(**office))
    context.add_cookies([{"name": "session", "value": office["session"], "url": stack.url}])
    for path in MINE:
        check(page, path.format(**office))
    context.close()


def test_errors_keep_nobody_out_either(browser: Browser, stack: Stack, office: dict[str, Any]) -> None:
    context = browser.new_context(base_url=stack.url)
    context.add_cookies([{"name": "session", "value": office["session"], "url": stack.url}])
    page = context.new_page()
    page.goto("/profile/")
    page.get_by_label("Handle").fill("Not A Handle")
    page.get_by_role("button", name="Save profile").click()
    page.get_by_text("Use small letters").wait_for()
    assert_accessible(page)
    page.goto("/admin/members/")
    page.get_by_label("Addresses that may join").fill("gmail.com")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Anybody can have an address").wait_for()
    assert_accessible(page)
    context.close()


def check(page: Page, path: str) -> None:
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 900})
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide == 0, f"{path} is {too_wide} pixels wider than a phone of 320"
