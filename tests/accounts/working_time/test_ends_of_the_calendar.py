"""Years 1 and 9999 get an answer, not an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from accounts.working_time import (
    Schedule,
    add_working_time,
    day_windows,
    end_of_working_day,
    is_working,
    next_opening,
    status,
)
from tests.accounts.working_time.moments import (
    EVERY_DAY,
    HOUR,
    MON,
    hours,
    utc,
)

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize("edge", [FIRST, LAST])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
@pytest.mark.parametrize("offset", [-23, 0, 23])
def test_the_ends_of_the_calendar_are_answered(edge: datetime, zone: str, offset: int) -> None:
    always = Schedule(zone, hours(EVERY_DAY, "00:00-24:00"), time_off=((edge.date(), edge.date()),))
    at = edge.replace(tzinfo=timezone(timedelta(hours=offset)))
    assert not is_working(always, at)
    assert (next_opening(always, at) is None) == (edge == LAST)
    assert (add_working_time(always, at, HOUR) is None) == (edge == LAST)
    assert (end_of_working_day(always, at, 1) is None) == (edge == LAST)
    assert status(always, at).state in {"off", "leave"}
    assert day_windows(always, edge.date()) == ()


def test_more_working_time_than_the_calendar_holds_is_never() -> None:
    monthly = Schedule("UTC", hours((MON,), "00:00-24:00"))
    assert add_working_time(monthly, utc("9990-01-01 00:00"), timedelta.max) is None
    assert end_of_working_day(monthly, utc("9990-01-01 00:00"), 10_000) is None
