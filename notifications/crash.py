"""Labelled places at which a test lets a process die as if the power went (quality.md, Faults)."""

from __future__ import annotations

import os

VARIABLE = "BOBBIN_CRASH_AT"
CRASHED = 86


def crash_point(label: str) -> None:
    """Ends the process at once, without any clean-up, where the environment names `label`."""
    if os.environ.get(VARIABLE) == label:
        os._exit(CRASHED)
