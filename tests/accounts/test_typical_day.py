"""One day that stands for a week, as drawn for Denver on Sunday 22 November 2026, 21:20."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from accounts.typical_day import (
    Bar,
    bars,
    in_clocks,
    merged,
    minutes_in,
    on_the_wall,
    overlap,
    span,
    typical_day,
    week_minutes,
    window_bars,
)
from accounts.working_time import Schedule, Window

DENVER = "America/Denver"
AT = datetime(2026, 11, 23, 4, 20, tzinfo=UTC)
LENA = Schedule(
    DENVER,
    (
        *(Window(day, *hours) for day in range(4) for hours in ((540, 720), (780, 1020))),
        Window(4, 540, 780),
    ),
)


def week(zone: str, start: int, end: int) -> Schedule:
    return Schedule(zone, tuple(Window(day, start, end) for day in range(5)))


def seen(schedule: Schedule, zone: str = DENVER) -> list[str]:
    return in_clocks(on_the_wall(typical_day(schedule, AT), zone))


def test_the_hours_of_most_days_stand_for_the_week() -> None:
    assert seen(LENA) == ["09:00–12:00", "13:00–17:00"]


def test_of_equally_frequent_days_the_first_of_the_week_counts() -> None:
    assert seen(Schedule(DENVER, (Window(2, 600, 660), Window(1, 540, 600)))) == ["09:00–10:00"]


def test_colleagues_are_seen_on_the_viewers_clock() -> None:
    assert seen(week("Europe/Lisbon", 600, 1110)) == ["03:00–11:30"]
    assert seen(week("Asia/Kolkata", 570, 1080)) == ["21:00–05:30"]


def test_what_runs_past_midnight_goes_on_at_the_left() -> None:
    stretches = on_the_wall(typical_day(week("Asia/Kolkata", 570, 1080), AT), DENVER)
    assert bars(stretches) == [Bar("0.00%", "22.92%"), Bar("87.50%", "12.50%")]
    assert window_bars([Window(0, 1320, 1800)]) == [Bar("0.00%", "25.00%"), Bar("91.67%", "8.33%")]


def test_leave_and_holidays_do_not_change_a_typical_day() -> None:
    away = Schedule(
        DENVER, LENA.windows, frozenset({date(2026, 11, 23)}), ((date(2026, 11, 1), date(2027, 2, 1)),)
    )
    assert typical_day(away, AT) == typical_day(LENA, AT)


def test_the_overlap_is_when_both_work() -> None:
    mine = on_the_wall(typical_day(LENA, AT), DENVER)
    theirs = on_the_wall(typical_day(week("Europe/Lisbon", 540, 1050), AT), DENVER)
    both = overlap(mine, theirs)
    assert in_clocks(both) == ["09:00–10:30"]
    assert minutes_in(both) == 90


def test_nobody_overlaps_with_whoever_never_works() -> None:
    assert typical_day(Schedule(DENVER, ()), AT) == ()
    assert span(()) == ()
    assert overlap((), ((0, 1440),)) == ()


def test_the_span_reaches_from_the_first_start_to_the_last_end() -> None:
    assert in_clocks(on_the_wall(span(typical_day(LENA, AT)), DENVER)) == ["09:00–17:00"]


def test_overlapping_windows_count_once_in_a_week() -> None:
    assert week_minutes(LENA.windows) == 32 * 60
    assert week_minutes([Window(0, 540, 720), Window(0, 600, 780)]) == 240


stretch = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(sorted).filter(lambda s: s[0] < s[1])


@given(st.lists(stretch.map(tuple), max_size=5), st.lists(stretch.map(tuple), max_size=5))
def test_an_overlap_holds_exactly_the_minutes_of_both(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    def minutes(stretches: object) -> set[int]:
        return {minute for start, end in stretches for minute in range(start, end)}  # type: ignore[attr-defined]

    assert minutes(overlap(merged(one), merged(other))) == minutes(one) & minutes(other)
