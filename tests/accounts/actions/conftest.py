from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts import events


@pytest.fixture
def told() -> Iterator[list[tuple[int, ...] | None]]:
    """Whose schedules changed, event by event."""
    heard: list[tuple[int, ...] | None] = []
    events.schedule_changed.connect(lambda event: heard.append(event.user_ids), uid="test")
    yield heard
    events.schedule_changed.disconnect(uid="test")
