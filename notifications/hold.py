"""Pure: when a notification may leave (product.md, When).

What is held is the interruption: e-mail and push. The page itself is always current. Nothing
here reads the clock, the database or settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from accounts.wall_clock import in_utc, local_date, opening_instant, zone_named
from accounts.working_time import Schedule, is_working, next_opening, status

BATCH_SEARCH_DAYS = 14


class Mode(StrEnum):
    """How somebody wants to hear: as they come, in batches, or in the digest only."""

    AS_THEY_COME = "as_they_come"
    BATCHES = "batches"
    DIGEST_ONLY = "digest_only"


class Why(StrEnum):
    """Why it leaves when it does; every notification can tell it in words. WITH_DIGEST is no
    answer of `hold`: it was due as their digest was, and waits for that (notifications.claims)."""

    IN_HOURS = "in_hours"
    OFF_HOURS = "off_hours"
    LEAVE = "leave"
    FOCUS = "focus"
    BATCH = "batch"
    DIGEST = "digest"
    WITH_DIGEST = "with_digest"
    URGENT = "urgent"
    NEVER = "never"


@dataclass(frozen=True)
class Wishes:
    """`batch_times` are minutes after local midnight; `grace` is how long an e-mail waits
    within hours in case it is read in the app; `focus_until` is aware or None."""

    mode: Mode = Mode.AS_THEY_COME
    batch_times: tuple[int, ...] = ()
    grace: timedelta = timedelta(minutes=5)
    focus_until: datetime | None = None


@dataclass(frozen=True)
class Hold:
    """`release_at` in UTC; None when it leaves with the digest, or never."""

    release_at: datetime | None
    why: Why


def hold(schedule: Schedule, wishes: Wishes, at: datetime, *, graced: bool, urgent: bool = False) -> Hold:
    """When what became known at `at` (aware) leaves for somebody with `schedule`.

    `graced` transports (e-mail) wait `wishes.grace` within hours; others (push) do not.
    `urgent` is true only for somebody whom an urgent message addresses by name: it passes
    through off hours, focus and mode, and never through time off.
    """
    at = in_utc(at)
    on_leave = status(schedule, at).state == "leave"
    if urgent and not on_leave:
        return Hold(at, Why.URGENT)
    if wishes.mode is Mode.DIGEST_ONLY and not urgent:
        return Hold(None, Why.DIGEST)
    focus = wishes.focus_until
    focused = focus is not None and focus > at
    start = in_utc(focus) if focus is not None and focused else at
    opening = next_opening(schedule, start)
    if opening is None:
        return Hold(None, Why.NEVER)
    if wishes.mode is Mode.BATCHES and wishes.batch_times and not urgent:
        return Hold(_next_batch(schedule, wishes.batch_times, start, opening), Why.BATCH)
    if opening > start:
        return Hold(opening, Why.LEAVE if on_leave else Why.OFF_HOURS)
    leaves = start + wishes.grace if graced and not focused else start
    if is_working(schedule, leaves):
        return Hold(leaves, Why.FOCUS if focused else Why.IN_HOURS)
    # The grace runs out after they close: it would reach them in their evening.
    later = next_opening(schedule, leaves)
    return Hold(later, Why.OFF_HOURS) if later else Hold(None, Why.NEVER)


def _next_batch(schedule: Schedule, times: tuple[int, ...], start: datetime, opening: datetime) -> datetime:
    """The first batch moment from `start` on that lies in working time. Where none does within
    two weeks of the next opening, the batch times never meet the hours: then that opening."""
    zone = zone_named(schedule.time_zone)
    first = datetime.combine(local_date(opening, zone), time())
    for day in range(BATCH_SEARCH_DAYS):
        for minutes in sorted(times):
            moment = opening_instant(first + timedelta(days=day, minutes=minutes), zone)
            if moment >= start and is_working(schedule, moment):
                return moment
    return opening
