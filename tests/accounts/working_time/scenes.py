"""Schedules and moments to try, crowded around the odd hours of odd zones."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from accounts.working_time import Schedule, Window
from tests.accounts.working_time.minute_walk import MINUTE, MinuteWalk

DAY = timedelta(days=1)
DAYS_BEFORE, DAYS_AFTER = 6, 10

# A moment near which the clock there does something, or nothing.
ANCHORS = [
    ("Africa/Cairo", "2026-04-23 22:00"),
    ("Africa/Cairo", "2026-10-29 21:00"),
    ("Africa/Casablanca", "2026-02-15 02:00"),
    ("Africa/Casablanca", "2026-03-22 02:00"),
    ("Africa/Casablanca", "2026-09-20 01:00"),
    ("Africa/Nairobi", "2026-11-22 04:20"),
    ("America/Asuncion", "2024-03-24 03:00"),
    ("America/Caracas", "2016-05-01 07:00"),
    ("America/Denver", "2026-03-08 09:00"),
    ("America/Denver", "2026-11-01 08:00"),
    ("America/Havana", "2026-03-08 05:00"),
    ("America/Havana", "2027-11-07 05:00"),
    ("America/Sao_Paulo", "2015-10-18 03:00"),
    ("America/Sao_Paulo", "2019-02-17 02:00"),
    ("America/Scoresbysund", "2027-03-28 01:00"),
    ("America/Scoresbysund", "2026-10-25 01:00"),
    ("America/St_Johns", "2010-03-14 03:31"),
    ("America/St_Johns", "2010-11-07 02:31"),
    ("America/Vancouver", "2026-03-08 10:00"),
    ("America/Vancouver", "2026-11-01 09:00"),
    ("Antarctica/Casey", "2022-03-12 13:00"),
    ("Antarctica/Casey", "2022-10-01 16:01"),
    ("Antarctica/Troll", "2027-03-28 01:00"),
    ("Antarctica/Troll", "2026-10-25 01:00"),
    ("Asia/Gaza", "2026-10-23 23:00"),
    ("Asia/Kathmandu", "2026-11-22 04:20"),
    ("Asia/Kolkata", "2026-11-22 04:20"),
    ("Asia/Pyongyang", "2015-08-14 15:00"),
    ("Asia/Pyongyang", "2018-05-04 15:00"),
    ("Atlantic/Azores", "2026-03-29 01:00"),
    ("Australia/Lord_Howe", "2026-10-03 15:30"),
    ("Australia/Lord_Howe", "2027-04-03 15:00"),
    ("Etc/GMT+12", "2026-11-22 04:20"),
    ("Europe/Dublin", "2026-03-29 01:00"),
    ("Europe/Dublin", "2026-10-25 01:00"),
    ("Pacific/Apia", "2011-12-30 10:00"),
    ("Pacific/Apia", "2021-04-03 14:00"),
    ("Pacific/Chatham", "2026-09-26 14:00"),
    ("Pacific/Fakaofo", "2011-12-30 11:00"),
    ("Pacific/Kiritimati", "2026-11-22 04:20"),
    ("Pacific/Kwajalein", "1993-08-21 12:00"),
    ("UTC", "2026-12-31 23:00"),
]


# Drawn as plain numbers relative to the anchor's date: strategies that are built anew for each
# example cost more than the examples.
_around_midnight = st.sampled_from([0, 1, 15, 30, 60, 90, 120, 150, 180, 1380, 1410, 1439])
_lengths = st.sampled_from([1, 30, 60, 90, 480, 1440, 2880]) | st.integers(1, 2880)
_windows = st.lists(
    st.tuples(
        st.integers(-2, 2),
        _around_midnight | st.integers(0, 1439),
        _lengths,
        st.sampled_from([1440, 2880]),
    ),
    max_size=7,
)
_holidays = st.frozensets(st.integers(-4, 4), max_size=2)
_leaves = st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 3)), max_size=2)
_moments = st.integers(-180, 180) | st.integers(-2 * 1440, 2 * 1440)


@dataclass(frozen=True)
class Scene:
    """`at` lies within two days of `anchor`, which is a whole minute in UTC."""

    schedule: Schedule
    anchor: datetime
    at: datetime

    @property
    def walk(self) -> MinuteWalk:
        return MinuteWalk(
            self.schedule.time_zone,
            [(window.weekday, window.start, window.end) for window in self.schedule.windows],
            self.schedule.holidays,
            self.schedule.time_off,
            self.anchor - DAYS_BEFORE * DAY,
            DAYS_BEFORE + DAYS_AFTER,
        )


def scene(
    place: tuple[str, str],
    minutes: int,
    windows: list[tuple[int, int, int, int]],
    holidays: frozenset[int],
    leaves: list[tuple[int, int]],
) -> Scene:
    zone, moment = place
    anchor = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    today = anchor.date()
    schedule = Schedule(
        zone,
        tuple(
            Window((today + days * DAY).weekday(), start, min(start + length, at_most))
            for days, start, length, at_most in windows
        ),
        frozenset(today + days * DAY for days in holidays),
        tuple((today + days * DAY, today + (days + more) * DAY) for days, more in leaves),
    )
    return Scene(schedule, anchor, anchor + minutes * MINUTE)


def scenes(places: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[Scene]:
    """`places` are (zone, anchor) as in ANCHORS."""
    return st.builds(scene, places, _moments, _windows, _holidays, _leaves)


scenes_at_odd_hours = scenes(st.sampled_from(ANCHORS))
scenes_anywhere = scenes(
    st.tuples(
        st.sampled_from(sorted(zoneinfo.available_timezones())),
        st.dates(date(2000, 1, 1), date(2037, 12, 1)).map(lambda day: f"{day} 12:00"),
    )
)
