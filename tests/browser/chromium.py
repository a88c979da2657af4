"""Which browser the tests drive: `$CHROMIUM`, else the system's Chromium or Chrome."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# No chatter with the vendor's servers: a closed network refuses it many times a second.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def executable() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next(filter(os.path.exists, APPLICATIONS), None)
    if not found:
        raise RuntimeError("no Chromium found: install it, or name one with CHROMIUM=/path/to/chromium")
    return found


def arguments() -> list[str]:
    # Chromium's sandbox refuses to work for root.
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
