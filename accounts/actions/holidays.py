"""Choose whose public holidays count, and keep their calendars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions.audit import audit
from accounts.actions.reschedule import reschedule
from accounts.models import Holiday, HolidayCalendar, User
from accounts.regions import parts_of, public_holidays, region_of

# Nothing is planned further ahead than 400 days (accounts/working_time.py).
YEARS_AHEAD = 2


class DayTaken(Exception):
    """That date is in the calendar already."""


def choose_holidays(*, user: User, region: str) -> None:
    """`region` as in accounts/regions.py, "" for none. ValueError for what is none."""
    region = region_of(*parts_of(region))
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk).exclude(holiday_region=region).update(holiday_region=region):
            return
        user.holiday_region = region
        if region:
            keep_calendars([region], timezone.now().year)
        reschedule([user.pk])


def extend_calendars() -> None:
    """Makes the calendars that the turn of a year asks for, of all regions in use."""
    regions = User.objects.exclude(holiday_region="").values_list("holiday_region", flat=True).distinct()
    with transaction.atomic():
        made = keep_calendars(sorted(regions), timezone.now().year)
        _reschedule(made)


def keep_calendars(regions: Iterable[str], year: int) -> set[str]:
    """Copies what is missing from the year before to `YEARS_AHEAD` after; the regions that got
    something. Of two at once, the second finds the first's rows."""
    years = range(year - 1, year + YEARS_AHEAD + 1)
    made = set()
    for region in regions:
        kept = set(HolidayCalendar.objects.filter(region=region).values_list("year", flat=True))
        for missing in sorted(set(years) - kept):
            if _copy(region, missing):
                made.add(region)
    return made


def add_holiday(*, actor: User, region: str, day: date, name: str) -> Holiday:
    """An admin's own. Raises PermissionDenied, `DayTaken`, ValueError for what is no region."""
    _admins_only(actor)
    region = region_of(*parts_of(region))
    with transaction.atomic():
        _copy(region, day.year)
        calendar = HolidayCalendar.objects.get(region=region, year=day.year)
        try:
            with transaction.atomic():
                holiday = Holiday.objects.create(calendar=calendar, date=day, name=name, added=True)
        except IntegrityError:
            raise DayTaken from None
        _reschedule({region})
        audit("holiday.added", actor=actor, target=f"{region} {day}", name=name)
    return holiday


def strike_holiday(*, actor: User, holiday: Holiday, struck: bool) -> None:
    """A struck day counts as any other; one that an admin added goes away for good.
    Raises PermissionDenied."""
    _admins_only(actor)
    region = holiday.calendar.region
    with transaction.atomic():
        target = f"{region} {holiday.date}"
        if holiday.added and struck:
            holiday.delete()
        elif Holiday.objects.filter(pk=holiday.pk).exclude(struck=struck).update(struck=struck) == 0:
            return
        _reschedule({region})
        verb = "holiday.struck" if struck else "holiday.restored"
        audit(verb, actor=actor, target=target, name=holiday.name)


def _copy(region: str, year: int) -> bool:
    try:
        with transaction.atomic():
            calendar = HolidayCalendar.objects.create(region=region, year=year)
    except IntegrityError:
        return False
    days = public_holidays(region, year)
    Holiday.objects.bulk_create(Holiday(calendar=calendar, date=day, name=name) for day, name in days.items())
    return bool(days)


def _reschedule(regions: set[str]) -> None:
    reschedule(User.objects.filter(holiday_region__in=regions).values_list("pk", flat=True))


def _admins_only(actor: User) -> None:
    if not actor.is_admin:
        raise PermissionDenied
