"""When a digest is due, against a reference that walks the clock minute by minute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.working_time import Schedule, Window
from notifications.digest.schedule import DigestWishes, Occasion, next_occasion

OFFICE = tuple(Window(weekday, 525, 1020) for weekday in range(5))
MINUTE = timedelta(minutes=1)
ZONES = [
    "Europe/Lisbon",
    "America/Denver",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
]


def test_it_comes_with_the_first_window_of_the_day() -> None:
    found = next_occasion(Schedule("America/Denver", OFFICE), DigestWishes(), SUNDAY, after=SUNDAY)
    assert found == Occasion(date(2026, 11, 23), utc(23, 15, 45), utc(24, 0, 0))


def test_it_comes_at_the_time_that_was_chosen_also_off_hours() -> None:
    found = next_occasion(Schedule("UTC", OFFICE), DigestWishes(at=20 * 60), SUNDAY, after=SUNDAY)
    assert found == Occasion(date(2026, 11, 23), utc(23, 20, 0), utc(23, 21, 0))


def test_it_comes_on_chosen_working_days_only() -> None:
    wishes = DigestWishes(days=frozenset({2, 6}))
    found = next_occasion(Schedule("UTC", OFFICE), wishes, SUNDAY, after=SUNDAY)
    assert found
    assert found.local_date == date(2026, 11, 25)


def test_leave_and_holidays_delay_it() -> None:
    schedule = Schedule(
        "UTC",
        OFFICE,
        holidays=frozenset({date(2026, 11, 26)}),
        time_off=((date(2026, 11, 20), date(2026, 11, 25)),),
    )
    found = next_occasion(schedule, DigestWishes(), SUNDAY, after=SUNDAY)
    assert found
    assert found.local_date == date(2026, 11, 27)


def test_after_a_short_outage_it_still_comes_that_day() -> None:
    schedule, after = Schedule("UTC", OFFICE), utc(20, 8, 44)
    found = next_occasion(schedule, DigestWishes(), utc(23, 16, 59), after=after)
    assert found
    assert found.local_date == date(2026, 11, 23)


def test_in_the_evening_it_is_too_late_and_joins_the_next_one() -> None:
    schedule, after = Schedule("UTC", OFFICE), utc(20, 8, 44)
    found = next_occasion(schedule, DigestWishes(), utc(23, 17, 0), after=after)
    assert found
    assert found.local_date == date(2026, 11, 24)


def test_after_a_long_outage_only_the_latest_is_left() -> None:
    schedule, after = Schedule("UTC", OFFICE), utc(2, 8, 44)
    found = next_occasion(schedule, DigestWishes(), utc(25, 9, 0), after=after)
    assert found
    assert found.local_date == date(2026, 11, 25)


def test_a_date_that_comes_again_past_the_date_line_brings_no_second_one() -> None:
    told, after = {date(2026, 11, 23)}, utc(22, 19, 45)
    found = next_occasion(
        Schedule("Pacific/Honolulu", OFFICE), DigestWishes(), utc(22, 22, 0), after=after, told=told
    )
    assert found
    assert found.local_date == date(2026, 11, 24)


def test_a_date_that_was_left_out_brings_none() -> None:
    everyday = tuple(Window(weekday, 540, 1020) for weekday in range(7))
    before = datetime(2011, 12, 30, 0, 0, tzinfo=UTC)
    found = next_occasion(Schedule("Pacific/Apia", everyday), DigestWishes(), before, after=before)
    assert found
    assert found.local_date == date(2011, 12, 31)


def test_without_hours_it_never_comes() -> None:
    assert next_occasion(Schedule("UTC", ()), DigestWishes(), SUNDAY, after=SUNDAY) is None


@st.composite
def weeks(draw: st.DrawFn) -> Schedule:
    starts = draw(st.lists(st.integers(0, 1439), min_size=1, max_size=3))
    windows = tuple(
        Window(draw(st.integers(0, 6)), start, min(start + draw(st.integers(1, 900)), 2880))
        for start in starts
    )
    first = draw(st.dates(date(2026, 3, 1), date(2026, 4, 10)))
    away = ((first, first + timedelta(days=draw(st.integers(0, 9)))),) if draw(st.booleans()) else ()
    holidays = frozenset(draw(st.lists(st.dates(date(2026, 3, 1), date(2026, 4, 10)), max_size=3)))
    return Schedule(draw(st.sampled_from(ZONES)), windows, holidays, away)


wishes = st.builds(
    DigestWishes,
    at=st.none() | st.integers(0, 1439),
    days=st.frozensets(st.integers(0, 6), min_size=3),
)


@settings(max_examples=40, deadline=None)
@given(weeks(), wishes, st.integers(0, 40 * 1440))
def test_the_next_one_is_what_a_walk_along_the_clock_finds(
    schedule: Schedule, wishes: DigestWishes, minutes: int
) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC) + minutes * MINUTE
    found = next_occasion(schedule, wishes, start, after=start)
    walked = walk(schedule, wishes, start, days=12)
    if walked:
        assert found
        assert (found.local_date, found.at) == walked
    else:
        assert found is None or found.at > start + timedelta(days=11)


def walk(
    schedule: Schedule, wishes: DigestWishes, after: datetime, days: int
) -> tuple[date, datetime] | None:
    """Minute by minute: the first at which the wall shows the time of that day or later, for the
    first time on that date."""
    zone = ZoneInfo(schedule.time_zone)
    at = after - timedelta(days=2)
    had: set[date] = set()
    while at < after + timedelta(days=days):
        wall = at.astimezone(zone)
        day, minute = wall.date(), wall.hour * 60 + wall.minute
        if day not in had and is_wanted(schedule, wishes, day):
            starts = [window.start for window in schedule.windows if window.weekday == day.weekday()]
            if minute >= (min(starts) if wishes.at is None else wishes.at):
                had.add(day)
                # The walk began two days before, so that a day under way has had its moment.
                if at > after:
                    return day, at
        at += MINUTE
    return None


def is_wanted(schedule: Schedule, wishes: DigestWishes, day: date) -> bool:
    return (
        day.weekday() in wishes.days
        and any(window.weekday == day.weekday() for window in schedule.windows)
        and day not in schedule.holidays
        and not any(first <= day <= last for first, last in schedule.time_off)
    )


@dataclass
class Life:
    """Somebody's digests as sweeps send them, whatever becomes of clock, zone and leave."""

    now: datetime
    schedule: Schedule
    after: datetime
    sent: list[Occasion] = field(default_factory=list)
    cuts: list[datetime] = field(default_factory=list)

    def sweep(self) -> None:
        until = self.now - MINUTE
        told = {occasion.local_date for occasion in self.sent}
        due = next_occasion(self.schedule, DigestWishes(), self.now, after=self.after, told=told)
        if due and due.at <= self.now and until > self.after:
            self.sent.append(due)
            self.cuts.append(until)
            self.after = until


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["wait", "zone", "leave", "clock"]), st.integers(1, 3000), st.data()),
        max_size=40,
    )
)
def test_no_local_date_has_two_and_the_intervals_chain(steps: list[tuple[str, int, st.DataObject]]) -> None:
    start = datetime(2026, 3, 20, tzinfo=UTC)
    life = Life(start, Schedule("Europe/Lisbon", OFFICE), start)
    for what, size, data in steps:
        match what:
            case "zone":
                zone = data.draw(st.sampled_from(ZONES))
                life.schedule = Schedule(zone, OFFICE, time_off=life.schedule.time_off)
            case "leave":
                day = life.now.date()
                away = ((day, day + timedelta(days=size % 9)),)
                life.schedule = Schedule(life.schedule.time_zone, OFFICE, time_off=away)
            case "clock":
                life.now += (size - 1500) * MINUTE
        life.now += size * MINUTE
        life.sweep()
        life.sweep()
    dates = [occasion.local_date for occasion in life.sent]
    assert len(dates) == len(set(dates))
    assert life.cuts == sorted(set(life.cuts))
    assert all(occasion.closes > cut for occasion, cut in zip(life.sent, life.cuts, strict=True))


def test_with_a_sweep_a_minute_each_working_day_has_exactly_one() -> None:
    schedule = Schedule("America/Denver", OFFICE, time_off=((date(2026, 10, 26), date(2026, 10, 28)),))
    start = datetime(2026, 10, 19, 5, 0, tzinfo=UTC)
    life = Life(start, schedule, start)
    while life.now < start + timedelta(days=28):
        life.sweep()
        life.now += 7 * MINUTE
    days = [start.date() + timedelta(days=days) for days in range(28)]
    away = {date(2026, 10, day) for day in (26, 27, 28)}
    assert [occasion.local_date for occasion in life.sent] == [
        day for day in days if day.weekday() < 5 and day not in away
    ]


def utc(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


SUNDAY = utc(22, 12, 0)
