"""Pictures of every page of a running demo, to lay beside the design's.

    make demo                                  # in one terminal
    make screenshots PASSWORD=…                # in another, with the password that the demo printed

Both themes, 1440 × 900 and 390 × 844, into screenshots/, under the names of the design's own:
`thread-mobile-dark.png`. `--as` names who signs in, `--address` where the demo runs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import arguments, executable

SIZES = {"desktop": (1440, 900), "mobile": (390, 844)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Shot(NamedTuple):
    """A picture: the page at the address, or where the first link of each selector leads from there."""

    name: str
    address: str
    follow: tuple[str, ...] = ()


CHANNEL = '.shell__nav a[data-channel]:has-text("firmware")'
TITLE = ".row__title a"

VISITOR = [
    Shot("login", "/accounts/login/"),
    Shot("password-reset", "/accounts/password/reset/"),
    Shot("404", "/no/such/page/"),
    Shot("offline", "/offline/"),
]
MEMBER = [
    Shot("unread", "/"),
    Shot("channel", "/", (CHANNEL,)),
    Shot("channel-settings", "/", (CHANNEL, 'main a[href$="/settings/"]')),
    Shot("channels", "/channels/"),
    Shot("thread", "/", (CHANNEL, TITLE)),
    Shot("thread-resolved", "/", (CHANNEL, '.tabs a:has-text("Resolved")', TITLE)),
    Shot("thread-direct", "/", (".shell__nav a[data-thread]",)),
    Shot("thread-new", "/threads/new/"),
    Shot("person", "/", (CHANNEL, TITLE, 'main a[href^="/people/"]')),
    Shot("profile", "/profile/"),
    Shot("settings-hours", "/settings/hours/"),
    Shot("people", "/people/"),
    Shot("security", "/security/"),
    Shot("admin-members", "/admin/members/"),
    Shot("components", "/components/"),
]


def main() -> None:
    asked = _arguments()
    asked.folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments())
        for device, theme, context in _contexts(browser, asked.address):
            page = context.new_page()
            for shot in VISITOR:
                _take(page, shot, asked.folder / f"{shot.name}-{device}-{theme}.png")
            _sign_in(page, asked.email, asked.password)
            for shot in MEMBER:
                _take(page, shot, asked.folder / f"{shot.name}-{device}-{theme}.png")
            context.close()
        browser.close()


def _contexts(browser: Browser, address: str) -> Iterator[tuple[str, str, BrowserContext]]:
    for device, (width, height) in SIZES.items():
        for theme in THEMES:
            yield (
                device,
                theme,
                browser.new_context(
                    base_url=address,
                    viewport={"width": width, "height": height},
                    has_touch=device == "mobile",
                    color_scheme=theme,
                    service_workers="block",
                ),
            )


def _sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main [type=submit], main button:not([type])")
    page.wait_for_load_state()
    if "/accounts/login/" in page.url:
        sys.exit(f"{email} could not sign in. The password is the one that the demo printed.")


def _take(page: Page, shot: Shot, file: Path) -> None:
    answer = page.goto(shot.address)
    for selector in shot.follow:
        link = page.locator(selector).first
        if not link.count():
            print(f"{shot.name}: no {selector} on {page.url}", file=sys.stderr)  # noqa: T201
            return
        answer = page.goto(urljoin(page.url, link.get_attribute("href")))
    if answer and answer.status >= 400 and shot.name != "404":
        print(f"{shot.name}: {page.url} answered {answer.status}", file=sys.stderr)  # noqa: T201
        return
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Pictures of every page of a running demo.")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the demo runs")
    parser.add_argument("--as", dest="email", default="lena@rill.example", help="who signs in")
    parser.add_argument("--password", required=True, help="the password that the demo printed")
    parser.add_argument("--folder", type=Path, default=Path("screenshots"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
