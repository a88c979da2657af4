"""Python reads this first in every process that has this folder on its PYTHONPATH: there the wall
clock is as many seconds ahead as the file at BOBBIN_TEST_WALL says (tests.browser.notifications).

The monotonic clock and the database's go on as they are, as on a machine whose clock is set.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

_ahead = Path(os.environ["BOBBIN_TEST_WALL"])


def _now() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(_ahead.read_text()))


timezone.now = _now
