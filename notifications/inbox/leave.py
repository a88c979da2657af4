"""Of which leave somebody has just come back (product.md, F19): three working days or more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from accounts.models import TimeOff, User
from accounts.queries import schedule_for
from accounts.wall_clock import end_of_date, in_utc, local_date, opening_instant, zone_or_utc
from accounts.working_time import Schedule, day_windows, next_opening
from notifications.models import InboxMark

LONG_ENOUGH = 3
TOLD_FOR = timedelta(days=30)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Leave:
    """`first` and `last` are local dates; `since` and `until` (UTC) are what was missed: to the
    start of the first working day after it. `told_until` is the last date of its brief."""

    first: date
    last: date
    cover: User | None
    since: datetime
    until: datetime

    @property
    def told_until(self) -> date:
        return self.last + TOLD_FOR


def leave_to_tell(user: User, now: datetime) -> Leave | None:
    """None also when they closed its brief; one query, and one more for who has been away."""
    leave = leave_of(user, now)
    closed = InboxMark.objects.filter(user=user).values_list("brief_closed", flat=True)
    return leave if leave and closed.first() != leave.last else None


def leave_of(user: User, now: datetime) -> Leave | None:
    """The latest that has ended and whose brief can still be opened."""
    zone = zone_or_utc(user.time_zone)
    today = local_date(in_utc(now), zone)
    days = list(
        TimeOff.objects.filter(user=user, last__gte=today - TOLD_FOR, first__lte=today)
        .select_related("cover")
        .order_by("-first")
    )
    if not days or days[0].last >= today:
        return None
    schedule = schedule_for(user)
    at_work = replace(schedule, time_off=())
    first, last = days[0].first, days[0].last
    for earlier in days[1:]:
        # Nobody is back on the weekend between two leaves.
        if not _working_days(at_work, earlier.last + A_DAY, first - A_DAY):
            first = min(first, earlier.first)
    if _working_days(at_work, first, last) < LONG_ENOUGH:
        return None
    ended = end_of_date(last, zone)
    return Leave(
        first=first,
        last=last,
        cover=next((one.cover for one in days if one.cover and one.cover.is_active), None),
        since=opening_instant(datetime.combine(first, datetime.min.time()), zone),
        until=min(next_opening(schedule, ended) or ended, in_utc(now)),
    )


def _working_days(schedule: Schedule, first: date, last: date) -> int:
    """Dates from `first` to `last`, both included, on which they would have worked."""
    days = range((last - first).days + 1)
    return sum(bool(day_windows(schedule, first + timedelta(days=ahead))) for ahead in days)
