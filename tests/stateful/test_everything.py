"""Whatever people do, in whatever order, and whatever dies meanwhile: quality.md, I1 to I9.

BOBBIN_EXAMPLES is how many stories are told, for a longer run than the usual one; with BOBBIN_SHRINK a
failing one is made short.
"""

from __future__ import annotations

import os

import pytest
from celery import current_app
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.stateful.machine import Machine

LONG = "BOBBIN_EXAMPLES" in os.environ
EXAMPLES = int(os.environ.get("BOBBIN_EXAMPLES", "12"))
STEPS = 30


def test_nothing_is_lost_nothing_doubled_nobody_woken(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_app, "send_task", lambda *arguments, **options: None)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=not LONG,
            # Each step is slow: a failing story is told as it was found, when nobody asked for more.
            phases=[Phase.generate, Phase.shrink] if "BOBBIN_SHRINK" in os.environ else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
