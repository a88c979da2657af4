"""By when an answer is expected, for the people of the drawings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_time import Schedule, Window, is_working, next_opening
from threads.norms import DEFAULTS, Norm, due_at


def works(zone: str, start: int, end: int) -> Schedule:
    return Schedule(zone, tuple(Window(day, start * 30, end * 30) for day in range(5)))


ASHA = works("Asia/Kolkata", 19, 36)  # 09:30 to 18:00
MAYA = works("Europe/Lisbon", 18, 35)  # 09:00 to 17:30
WANJIRU = works("Africa/Nairobi", 17, 34)  # 08:30 to 17:00

# Sunday 22 November 2026, 21:20 in Denver.
SUNDAY = datetime(2026, 11, 22, 21, 20, tzinfo=ZoneInfo("America/Denver"))


def local(schedule: Schedule, at: datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(ZoneInfo(schedule.time_zone)):%a %H:%M}"


def seen(schedule: Schedule) -> datetime:
    opening = next_opening(schedule, SUNDAY)
    assert opening is not None
    return opening


@pytest.mark.parametrize(
    ("schedule", "due"), [(ASHA, "Tue 18:00"), (WANJIRU, "Tue 17:00"), (MAYA, "Tue 17:30")]
)
def test_by_norm_is_the_end_of_the_working_day_after_they_may_see_it(schedule: Schedule, due: str) -> None:
    assert local(schedule, due_at(DEFAULTS["norm"], schedule, seen(schedule))) == due


def test_zero_working_days_is_the_same_day() -> None:
    assert local(MAYA, due_at(Norm("working_days", 0), MAYA, seen(MAYA))) == "Mon 17:30"


def test_working_hours_run_only_while_somebody_works() -> None:
    assert local(ASHA, due_at(Norm("working_hours", 4), ASHA, seen(ASHA))) == "Mon 13:50"
    assert local(MAYA, due_at(DEFAULTS["relaxed"], MAYA, seen(MAYA))) == "Wed 16:00"


def test_urgent_runs_by_the_clock() -> None:
    assert due_at(DEFAULTS["urgent"], MAYA, SUNDAY) == SUNDAY + timedelta(hours=1)


def test_no_reply_needed_has_no_due_time() -> None:
    assert due_at(DEFAULTS["none"], MAYA, SUNDAY) is None


def test_whoever_never_works_owes_nothing_by_working_time() -> None:
    never = Schedule("UTC", ())
    assert due_at(DEFAULTS["norm"], never, SUNDAY) is None
    assert due_at(DEFAULTS["relaxed"], never, SUNDAY) is None


@pytest.mark.parametrize(
    ("kind", "amount"),
    [("no_reply", 1), ("working_hours", 0), ("hours", 0), ("working_days", 61), ("working_hours", 721)],
)
def test_a_norm_out_of_bounds_is_refused(kind: str, amount: int) -> None:
    with pytest.raises(ValueError, match=kind):
        Norm(kind, amount)  # type: ignore[arg-type]


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


@given(at=moments, hours=st.integers(1, 80), schedule=st.sampled_from([ASHA, MAYA, WANJIRU]))
def test_a_due_time_lies_in_or_at_the_end_of_working_time(
    at: datetime, hours: int, schedule: Schedule
) -> None:
    due = due_at(Norm("working_hours", hours), schedule, at)
    assert due is not None
    assert due >= at + timedelta(hours=hours)
    assert is_working(schedule, due - timedelta(microseconds=1))


@given(at=moments, days=st.integers(0, 10), schedule=st.sampled_from([ASHA, MAYA, WANJIRU]))
def test_one_more_day_is_never_earlier(at: datetime, days: int, schedule: Schedule) -> None:
    sooner = due_at(Norm("working_days", days), schedule, at)
    later = due_at(Norm("working_days", days + 1), schedule, at)
    assert sooner is not None
    assert later is not None
    assert at < sooner < later
