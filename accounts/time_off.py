"""The days that somebody will not work: their own time off, and public holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import Holiday, TimeOff, User

HOLIDAYS_SHOWN = 3
SOON = timedelta(days=92)


@dataclass(frozen=True)
class DaysOff:
    """`time_off` is None for a public holiday."""

    first: date
    last: date
    what: str
    time_off: TimeOff | None = None


def days_off(user: User, today: date) -> list[DaysOff]:
    """What has not ended by the local date `today`, in order; of the holidays the next few."""
    away = user.time_off.filter(last__gte=today).select_related("cover")
    days = [DaysOff(off.first, off.last, off.get_kind_display(), off) for off in away]
    if user.holiday_region:
        coming = Holiday.objects.filter(
            calendar__region=user.holiday_region, struck=False, date__range=(today, today + SOON)
        )
        days += [DaysOff(day.date, day.date, day.name) for day in coming[:HOLIDAYS_SHOWN]]
    return sorted(days, key=lambda off: (off.first, off.last))
