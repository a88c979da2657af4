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

ZONE = "America/Denver"
SIZES = {"desktop": (1440, 900), "mobile": (390, 844)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Shot(NamedTuple):
    """A picture: the page at the address, or where the first link of each selector leads from there;
    with `write` in its composer, and `shows` to be seen before the picture is taken."""

    name: str
    address: str
    follow: tuple[str, ...] = ()
    write: str = ""
    urgency: str = ""
    shows: str = ""


CHANNEL = '.shell__nav a[data-channel]:has-text("firmware")'
TITLE = '.row__title a:has-text("Roll out")'

VISITOR = [
    Shot("login", "/accounts/login/"),
    Shot("password-reset", "/accounts/password/reset/"),
    Shot("404", "/no/such/page/"),
    Shot("offline", "/offline/"),
]
REPLY = "@maya @asha, shall we hold wave 2 until the pump is dry? I have asked @sam for the customs form."
MEMBER = [
    Shot("unread", "/"),
    Shot("channel", "/", (CHANNEL,)),
    Shot("channel-settings", "/", (CHANNEL, 'main a[href$="/settings/"]')),
    Shot("channels", "/channels/"),
    Shot("thread", "/", (CHANNEL, TITLE)),
    Shot("thread-resolved", "/", (CHANNEL, '.tabs a:has-text("Resolved")', ".row__title a")),
    Shot("thread-composer", "/", (CHANNEL, TITLE), REPLY, shows=".delivery__title"),
    Shot("thread-nudge-composer", "/", (CHANNEL, TITLE), "Got it, thanks", shows=".nudge"),
    Shot("thread-urgent-composer", "/", (CHANNEL, TITLE), REPLY, "urgent", ".confirm__list"),
    Shot("thread-direct", "/", (".shell__nav a[data-thread]",)),
    Shot("thread-new", "/threads/new/"),
    Shot("person", "/", (CHANNEL, TITLE, 'main a[href^="/people/"]')),
    Shot("profile", "/profile/"),
    Shot("settings-hours", "/settings/hours/"),
    Shot("time-off", "/settings/time-off/new/"),
    Shot("people", "/people/"),
    Shot("waiting", "/waiting/"),
    Shot("held", "/held/"),
    Shot("norms", "/norms/"),
    Shot("security", "/security/"),
    Shot("admin-members", "/admin/members/"),
    Shot("admin-norms", "/admin/norms/"),
    Shot("admin-hours", "/admin/hours/"),
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
                    # Where Lena sits; whoever is elsewhere is asked whether their hours move along.
                    timezone_id=ZONE,
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
    if shot.write:
        _write(page, shot)
    elif page.locator("#composer").count():
        page.locator("html[data-live]").wait_for()
        page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=file)


def _write(page: Page, shot: Shot) -> None:
    """As somebody would who has not sent it yet. The server keeps no draft of it."""
    page.route("**/draft/", lambda route: route.abort())
    page.locator("html[data-live]").wait_for()
    page.fill("#composer-text", shot.write)
    if shot.urgency:
        page.locator(f"#composer label:has([value={shot.urgency}])").click()
    page.locator(f"#composer {shot.shows}").first.wait_for()
    page.locator("#composer").evaluate("composer => composer.scrollIntoView({block: 'end'})")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Pictures of every page of a running demo.")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the demo runs")
    parser.add_argument("--as", dest="email", default="lena@rill.example", help="who signs in")
    parser.add_argument("--password", required=True, help="the password that the demo printed")
    parser.add_argument("--folder", type=Path, default=Path("screenshots"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
