"""Pure: the times that somebody may promise an answer by, within their own working time."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.working_time import Schedule, add_working_time, end_of_working_day, next_opening

SHORTLY = timedelta(hours=2)


def promisable(schedule: Schedule, at: datetime) -> list[datetime]:
    """In order, UTC, all later than `at`: after two hours of work, at the end of this working
    day, at the start and at the end of the next. Fewer where no more hours come."""
    closing = end_of_working_day(schedule, at, 0)
    found = {
        add_working_time(schedule, at, SHORTLY),
        closing,
        next_opening(schedule, closing) if closing else None,
        end_of_working_day(schedule, at, 1),
    }
    return sorted(moment for moment in found if moment and moment > at)
