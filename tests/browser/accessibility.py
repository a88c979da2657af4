"""axe-core on a page: WCAG 2.0 to 2.2, A and AA, and axe's best practice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def assert_accessible(page: Page, *, but_for: tuple[str, ...] = ()) -> None:
    """Fails with each violation, what it means and where. `but_for` names rules to leave out.

    axe runs through the debugger, so the page's content security policy stays as it is.
    """
    page.evaluate(_source())
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        # axe has target-size (24 by 24 pixels, new in WCAG 2.2) off unless it is asked for.
        "rules": {"target-size": {"enabled": True}} | {rule: {"enabled": False} for rule in but_for},
        "resultTypes": ["violations"],
    }
    violations = page.evaluate(
        "options => axe.run(document, options).then(found => found.violations)", options
    )
    assert not violations, f"{page.url}:\n" + "\n".join(_told(violation) for violation in violations)


@cache
def _source() -> str:
    return AXE.read_text()


def _told(violation: dict[str, Any]) -> str:
    places = "".join(
        f"\n    {' '.join(map(str, node['target']))}\n      {node['failureSummary']}"
        for node in violation["nodes"]
    )
    return f"  {violation['id']}: {violation['help']}{places}"
