"""What hostile people write reaches a live page as text or safe HTML: no script of theirs runs."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Dialog, expect

from tests.browser import scene as desk
from tests.browser.threads.conftest import OpenAs, Scene, message
from tests.security.corpus import hostile

# Ways in which the corpus would be heard: a dialog, a global it sets, a request it makes.
TRAPS = """
    window.heard = [];
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
        window[name] = () => window.heard.push(name);
    }
    document.addEventListener("securitypolicyviolation", (event) => {
        window.heard.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
"""
KNOWN = """() => {
    window.globals = new Set([...Object.keys(window), "globals"]);
}"""


def test_the_hostile_corpus_arrives_live_and_runs_nothing(
    make_scene: Callable[..., Scene], open_as: OpenAs
) -> None:
    inputs = hostile()
    assert len(inputs) >= 200
    scene = make_scene()
    page = open_as(scene.lena, scene.url)
    dialogs: list[str] = []
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("request", lambda request: asked.append(request.url))
    page.context.add_init_script(TRAPS)
    page.reload()
    page.locator("html[data-live]").wait_for()
    page.evaluate(KNOWN)

    posted = scene.stack.call(desk.post_hostile, scene.wanjiru["id"], scene.thread)
    assert posted >= 200
    scene.post("The last one.")
    expect(message(page, "The last one.")).to_be_attached(timeout=20_000)
    assert page.locator(".msg").count() >= 200
    # What lies in wait for a touch: every link and every box is pointed at and focused.
    page.evaluate("""() => document.querySelectorAll(".prose *").forEach((element) => {
        for (const type of ["mouseover", "pointerenter", "focus", "error", "load", "toggle"]) {
            element.dispatchEvent(new Event(type));
        }
    })""")
    assert page.evaluate("window.heard") == []
    assert page.evaluate("Object.keys(window).filter((name) => !window.globals.has(name))") == []
    assert dialogs == []
    assert [url for url in asked if not url.startswith(scene.stack.url)] == []
    assert (
        page.locator(".msg script, .msg iframe, .msg style, .msg [style], .msg form, .msg svg script").count()
        == 0
    )

    page.reload()
    page.locator("html[data-live]").wait_for()
    assert page.evaluate("window.heard") == []
    assert dialogs == []
