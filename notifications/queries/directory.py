"""The people page: whom the viewer knows, when they work, and how best to reach them, in a fixed
number of queries for a page of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from accounts.acquaintances import people_known_to
from accounts.models import Holiday, TimeOff, User
from accounts.queries import schedules_for
from accounts.typical_day import Bar, Stretch, bars, in_clocks, on_the_wall, overlap, span, typical_day
from accounts.wall_clock import local_date, zone_named
from accounts.working_time import Schedule, Status, status
from notifications.models import Preference

PAGE = 200
HOLIDAYS_WITHIN = timedelta(days=31)


@dataclass(frozen=True)
class Row:
    """One person. `works` and `overlap` are clock times, the former theirs, the latter on the
    page's clock; `overlap` is "all" where all of the viewer's hours are worked."""

    person: User
    status: Status
    now: datetime
    bars: list[Bar]
    works: list[str]
    overlap: list[str]
    overlaps_wholly: bool
    focus_until: datetime | None
    away: TimeOff | None
    preference: Preference | None


@dataclass(frozen=True)
class Away:
    """People and the days off that they share; `name` is a public holiday's."""

    people: tuple[User, ...]
    first: date
    last: date
    name: str = ""
    ongoing: bool = False


@dataclass(frozen=True)
class Directory:
    """`mine` are the viewer's dashed hours; `more_after` is the handle to ask the next page with."""

    rows: list[Row]
    mine: list[Bar]
    my_hours: list[str]
    away: list[Away]
    more_after: str


def directory(viewer: User, *, time_zone: str, at: datetime, after: str = "") -> Directory:
    """At most `PAGE` people by name, drawn on the clock of `time_zone`. Where there is one page,
    the viewer comes first and then the zones eastward from theirs."""
    people, more = _page(viewer, after)
    schedules = schedules_for([*people, viewer])
    today = local_date(at, zone_named(viewer.time_zone))
    days = _time_off(people, today)
    my_day = typical_day(schedules[viewer.pk], at)
    mine = on_the_wall(my_day, time_zone)
    if not more and not after:
        people.sort(key=lambda person: _eastward(viewer, person, at))
    return Directory(
        rows=[_row(person, schedules[person.pk], mine, time_zone, at, days) for person in people],
        mine=bars(on_the_wall(span(my_day), time_zone)),
        my_hours=in_clocks(on_the_wall(span(my_day), time_zone)),
        away=_away(people, days, today),
        more_after=people[-1].handle if more else "",
    )


def _page(viewer: User, after: str) -> tuple[list[User], bool]:
    """And whether there are more."""
    known = people_known_to(viewer).filter(is_active=True).order_by("name", "pk")
    last = known.filter(handle=after).first() if after else None
    if last:
        known = known.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    people = list(known.select_related("notification_preference")[: PAGE + 1])
    return people[:PAGE], len(people) > PAGE


def _eastward(viewer: User, person: User, at: datetime) -> tuple[bool, timedelta, str]:
    offsets = [at.astimezone(zone_named(zone)).utcoffset() for zone in (viewer.time_zone, person.time_zone)]
    here, there = [offset or timedelta() for offset in offsets]
    return (person.pk != viewer.pk, (there - here) % timedelta(days=1), person.name)


def _row(
    person: User,
    schedule: Schedule,
    mine: Sequence[Stretch],
    time_zone: str,
    at: datetime,
    days: Iterable[TimeOff],
) -> Row:
    zone = zone_named(person.time_zone)
    now, found = at.astimezone(zone), status(schedule, at)
    day = typical_day(schedule, at)
    theirs = on_the_wall(day, time_zone)
    both = overlap(mine, theirs)
    focus = person.focus_until
    away = next((off for off in days if off.user_id == person.pk and off.first <= now.date()), None)
    return Row(
        person=person,
        status=found,
        now=now,
        bars=bars(theirs),
        works=in_clocks(on_the_wall(span(day), person.time_zone)),
        overlap=in_clocks(both),
        overlaps_wholly=bool(both) and both == tuple(mine),
        focus_until=focus.astimezone(zone) if focus and focus > at else None,
        away=away if found.state == "leave" else None,
        preference=getattr(person, "notification_preference", None),
    )


def _time_off(people: Iterable[User], today: date) -> list[TimeOff]:
    """Not yet over, in order. A day is kept for whoever is a date behind the viewer."""
    ends_on_or_after = today - timedelta(days=1)
    away = TimeOff.objects.filter(user__in=list(people), last__gte=ends_on_or_after)
    return list(away.select_related("cover").order_by("first", "last", "user__name"))


def _away(people: Iterable[User], days: Iterable[TimeOff], today: date) -> list[Away]:
    """Everybody's next days off: leave, and public holidays of the next month; one each."""
    by_id = {person.pk: person for person in people}
    next_off: dict[int, tuple[date, date, str]] = {}
    for off in days:
        if off.last >= today:
            next_off.setdefault(off.user_id, (off.first, off.last, ""))
    holidays = _next_holidays(by_id.values(), today)
    for person in by_id.values():
        if (day := holidays.get(person.holiday_region)) and person.pk not in next_off:
            next_off[person.pk] = (day.date, day.date, day.name)
    groups: dict[tuple[date, date, str], list[User]] = {}
    for pk, off_days in next_off.items():
        groups.setdefault(off_days, []).append(by_id[pk])
    return [
        Away(tuple(sorted(group, key=lambda person: person.name)), first, last, name, ongoing=first <= today)
        for (first, last, name), group in sorted(groups.items(), key=lambda item: item[0])
    ]


def _next_holidays(people: Iterable[User], today: date) -> dict[str, Holiday]:
    """By region."""
    regions = {person.holiday_region for person in people} - {""}
    days = Holiday.objects.filter(
        calendar__region__in=sorted(regions), struck=False, date__range=(today, today + HOLIDAYS_WITHIN)
    )
    found: dict[str, Holiday] = {}
    for day in days.select_related("calendar").order_by("date"):
        found.setdefault(day.calendar.region, day)
    return found
