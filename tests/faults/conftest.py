from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.troubled_smtp import Troubled, troubled_smtp
from tests.notifications.conftest import clock, no_clock_leaps

__all__ = ["clock", "no_clock_leaps"]


@pytest.fixture
def server() -> Iterator[Troubled]:
    with troubled_smtp() as found:
        yield found
