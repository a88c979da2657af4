"""Pure: when somebody's next digest is due, and for which local date (product.md, Digest).

One a person and local date, on working days only. Nothing here reads the clock, the database
or settings.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from accounts.wall_clock import in_utc, local_date, opening_instant, zone_named
from accounts.working_time import NEVER_AFTER, Schedule, day_windows, next_opening

# A window ends within two days of the one that it starts on; a zone is at most a day off.
LOOK_BACK = timedelta(days=3)
# Somebody may ask for it after their hours; then it may be as late as this.
LATEST = timedelta(hours=1)
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class DigestWishes:
    """`at` is in minutes after local midnight; None is the start of the day's first window.
    `days` are weekdays, 0 is Monday. `focus_until` is aware or None."""

    at: int | None = None
    days: frozenset[int] = EVERY_DAY
    focus_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """The digest of `local_date` is due at `at`. From `closes` on (both UTC) it is too late: what
    it would have told waits for the next one, so that nobody hears of it in their evening.
    `as_chosen` says that `at` is a time of the person's own, within their hours or not."""

    local_date: date
    at: datetime
    closes: datetime
    as_chosen: bool = field(default=False, compare=False)


def next_occasion(
    schedule: Schedule,
    wishes: DigestWishes,
    now: datetime,
    *,
    after: datetime,
    told: Collection[date] = (),
) -> Occasion | None:
    """The occasion that is due at `now` and not too late, else the first one to come; None when
    none comes within 400 days.

    `after` is the moment up to which the last digest told; what was due by then is past. `told`
    are the local dates that had their digest: a clock or a zone that goes back brings a date
    again, and no second digest with it. After an outage only the latest occasion is left.
    """
    now, after = in_utc(now), in_utc(after)
    zone = zone_named(schedule.time_zone)
    first = local_date(now - LOOK_BACK, zone)
    due: Occasion | None = None
    for days in range((LOOK_BACK + NEVER_AFTER).days):
        day = first + timedelta(days=days)
        if day in told or day.weekday() not in wishes.days:
            continue
        occasion = occasion_of(schedule, wishes, day)
        if occasion is None or occasion.at <= after:
            continue
        if occasion.at > now:
            return due or occasion
        due = delayed(schedule, occasion, now) or due
    return due


def delayed(schedule: Schedule, occasion: Occasion, now: datetime) -> Occasion | None:
    """One whose moment is past at `now`: as it is while they work, or not long after a time that
    they chose; in a break, at the end of the break. None when it is too late for that date."""
    late = in_utc(now)
    if occasion.as_chosen and late < occasion.at + LATEST:
        return occasion
    opening = next_opening(schedule, late)
    if opening is None or opening >= occasion.closes:
        return None
    return occasion if opening <= late else replace(occasion, at=opening)


def occasion_of(schedule: Schedule, wishes: DigestWishes, day: date) -> Occasion | None:
    """That of a working day, whatever `wishes.days` says; None for any other day. Focus delays it;
    where it lasts to the end of the day, the next one tells."""
    windows = day_windows(schedule, day)
    if not windows:
        return None
    at = windows[0][0]
    if wishes.at is not None:
        stamp = datetime.combine(day, time()) + timedelta(minutes=wishes.at)
        at = opening_instant(stamp, zone_named(schedule.time_zone))
    closes = max(windows[-1][1], at + LATEST)
    focus = wishes.focus_until
    if focus is None or focus <= at:
        return Occasion(day, at, closes, as_chosen=wishes.at is not None)
    opening = next_opening(schedule, focus)
    return Occasion(day, opening, closes) if opening and opening < closes else None
