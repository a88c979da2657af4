"""static/js/moment.js writes moments as accounts/moments.py does, in the zone of the page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

from accounts.moments import Style, write_moment

SCRIPTS = settings.BASE_DIR / "static/js"
DENVER = ZoneInfo("America/Denver")
NOW = datetime(2026, 11, 22, 21, 20, tzinfo=DENVER)
STYLES: tuple[Style, ...] = ("full", "brief", "day")
PAGE = """<!doctype html><html lang="en"><title>Moments</title>
<body data-time-zone="America/Denver" data-locale="en">
<time id="far" datetime="2001-02-03T04:05:00Z" data-moment="full">as the server wrote it</time>
<time id="plain" datetime="2001-02-03T04:05:00Z">left alone</time></body></html>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # Another zone than the page's own, which must win.
    context = browser.new_context(base_url="http://moments.test", timezone_id="Asia/Tokyo")

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            route.fulfill(body=(SCRIPTS / name).read_text(), content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    context.route("**/*", answer)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def written(page: Page, moments: list[datetime]) -> list[list[str]]:
    rows: list[list[str]] = page.evaluate(
        """async ([moments, now, styles]) => {
            const { writeMoment } = await import("/moment.js");
            const write = (at, style) => writeMoment(new Date(at), new Date(now), style);
            return moments.map((at) => styles.map((style) => write(at, style)));
        }""",
        [[at.isoformat() for at in moments], NOW.isoformat(), list(STYLES)],
    )
    return rows


def test_browser_and_server_write_the_same(page: Page) -> None:
    around = [
        NOW + timedelta(hours=hours) for hours in (-400, -168, -150, -144, -25, -22, -21, -1, 0, 3, 144, 168)
    ]
    through_the_year = [NOW - timedelta(days=days) for days in range(10, 800, 29)]
    across_the_clock_change = [
        datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
        datetime(2026, 3, 8, 9, 30, tzinfo=UTC),
    ]
    moments = [at.astimezone(DENVER) for at in around + through_the_year + across_the_clock_change]

    expected = [[write_moment(at, NOW, style) for style in STYLES] for at in moments]
    assert written(page, moments) == expected


def test_decorating_writes_every_moment_with_its_date_as_title_and_nothing_else(page: Page) -> None:
    page.evaluate('import("/moment.js").then(({ decorateMoments }) => decorateMoments())')
    assert page.inner_text("#far") == "2 Feb 2001 21:05"
    assert page.get_attribute("#far", "title") == "Friday 2 February 2001 21:05"
    assert page.inner_text("#plain") == "left alone"
