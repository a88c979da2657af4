"""static/js/thread/sequence.js: a gap-free sequence is applied, or what is missing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

SCRIPTS = settings.BASE_DIR / "static/js"
# A page with `seq`, which holds 10; what it `did`; and answers that a test gives by `answer(seq)`.
SETTING = """async () => {
    const { Sequence } = await import("/thread/sequence.js");
    window.did = [];
    window.asked = [];
    window.seq = new Sequence(10, {
        apply: ({ seq }) => did.push(seq),
        fetchAfter: (after) => new Promise((resolve, reject) => {
            did.push(`ask ${after}`);
            asked.push({ answer: resolve, fail: reject });
        }),
    });
    window.take = (...numbers) => numbers.forEach((number) => seq.take({ seq: number }));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url="http://sequence.test")

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://sequence.test/")
        if path.endswith(".js"):
            route.fulfill(body=(SCRIPTS / path).read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Sequence</title>", content_type="text/html")

    context.route("**/*", answer)
    page = context.new_page()
    page.clock.install()
    page.goto("/")
    page.evaluate(SETTING)
    yield page
    context.close()


def did(page: Page, script: str = "null", *, wait: int = 0) -> list[Any]:
    """What was done once `script` ran and `wait` milliseconds passed."""
    page.evaluate(script)
    page.clock.run_for(wait)
    found: list[Any] = page.evaluate("did")
    return found


def test_the_next_changes_are_applied_in_order_and_old_ones_dropped(page: Page) -> None:
    assert did(page, "take(11, 12, 11, 3, 13)", wait=5_000) == [11, 12, 13]


def test_changes_that_overtook_each_other_need_no_question(page: Page) -> None:
    assert did(page, "take(12, 13)", wait=100) == []
    assert did(page, "take(11)", wait=5_000) == [11, 12, 13]


def test_a_missing_change_is_asked_for_and_what_came_early_is_not_applied_twice(page: Page) -> None:
    assert did(page, "take(12)", wait=600) == ["ask 10"]
    assert did(page, "take(14)") == ["ask 10"]
    assert did(page, "asked[0].answer(13)") == ["ask 10", 14]
    assert page.evaluate("seq.seq") == 14


def test_a_question_during_an_answer_is_asked_afterwards(page: Page) -> None:
    # The answer may have been read before the socket was open.
    did(page, "void seq.catchUp()")
    did(page, "void seq.catchUp()")
    assert did(page, "asked[0].answer(12)") == ["ask 10", "ask 12"]
    assert did(page, "asked[1].answer(12)", wait=5_000) == ["ask 10", "ask 12"]


def test_a_part_that_is_older_than_the_rest_is_caught_up_even_during_an_answer(page: Page) -> None:
    did(page, "void seq.catchUp()")
    did(page, "seq.rewind(7)")
    assert did(page, "asked[0].answer(12)") == ["ask 10", "ask 7"]


def test_a_server_that_does_not_answer_is_asked_again(page: Page) -> None:
    did(page, "void seq.catchUp().catch(() => {})")
    assert did(page, "asked[0].fail(new TypeError())", wait=2_100) == ["ask 10", "ask 10"]


def test_the_next_change_proves_that_nothing_was_missed(page: Page) -> None:
    did(page, "void seq.catchUp().catch(() => {})")
    did(page, "asked[0].fail(new TypeError())")
    assert did(page, "take(11)", wait=5_000) == ["ask 10", 11]


def test_nothing_follows_the_end(page: Page) -> None:
    did(page, "void seq.catchUp()")
    assert did(page, "asked[0].answer(null)") == ["ask 10"]
    assert did(page, "take(11, 15)", wait=5_000) == ["ask 10"]


def test_an_answer_to_what_we_did_is_shown_before_what_is_missing(page: Page) -> None:
    assert did(page, "seq.show({ seq: 12 })", wait=600) == [12, "ask 10"]
