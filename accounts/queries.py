"""Reads people's schedules for accounts/working_time.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from accounts.kept import Kept
from accounts.models import User
from accounts.wall_clock import zone_or_utc
from accounts.working_time import Schedule, Window

# Whoever declared no windows works the organization's, in their own zone (product.md, Working
# time); as long as it declared none either, these.
DEFAULT_WINDOWS = tuple(Window(weekday, start=9 * 60, end=17 * 60 + 30) for weekday in range(5))

# One round trip, since every page asks for it. The first SELECT gives the columns their types.
_SQL = """
SELECT 'window', user_id, '', weekday, start, "end", NULL::date, NULL::date
FROM accounts_workinghours WHERE user_id = ANY(%(people)s)
UNION ALL
SELECT 'default', NULL, '', weekday, start, "end", NULL, NULL FROM accounts_defaulthours
UNION ALL
SELECT 'away', user_id, '', NULL, NULL, NULL, first, last
FROM accounts_timeoff WHERE user_id = ANY(%(people)s)
UNION ALL
SELECT 'holiday', NULL, calendar.region, NULL, NULL, NULL, day.date, day.date
FROM accounts_holiday day JOIN accounts_holidaycalendar calendar ON calendar.id = day.calendar_id
WHERE calendar.region = ANY(%(regions)s) AND NOT day.struck
UNION ALL
SELECT 'organization', NULL, name, NULL, NULL, NULL, NULL, NULL FROM accounts_organization
"""


_kept: Kept[Schedule] = Kept()


class Home(NamedTuple):
    """What every page of a person begins with: the organization's name ("" before there is
    one), and their own schedule."""

    organization: str
    schedule: Schedule


def home_of(user: User) -> Home:
    """In one query."""
    schedules, organization = _read([user])
    return Home(organization, schedules[user.pk])


def schedule_for(user: User) -> Schedule:
    return schedules_for([user])[user.pk]


def schedules_for(users: Iterable[User]) -> dict[int, Schedule]:
    """By user id, in one query for however many people. Equal hours make equal windows, so
    that their expansion is shared."""
    people = list(users)
    return _read(people)[0] if people else {}


def kept_schedules(users: Iterable[User]) -> dict[int, Schedule]:
    """As `schedules_for`, without a query for those whose hours this process knows. Not for a
    transaction that changes hours: what it says may still be rolled back."""
    people = {user.pk: user for user in users}
    versions = {pk: user.schedule_version for pk, user in people.items()}
    found = _kept.find(versions)
    read = schedules_for(user for pk, user in people.items() if pk not in found)
    _kept.keep(read, versions)
    return found | read


def _read(people: list[User]) -> tuple[dict[int, Schedule], str]:
    """The schedules by user id, and the organization's name."""
    organization = ""
    windows: dict[int | None, list[Window]] = defaultdict(list)
    time_off: dict[int, list[tuple[date, date]]] = defaultdict(list)
    holidays: dict[str, set[date]] = defaultdict(set)
    for what, user_id, name, weekday, start, end, first, last in _rows(people):
        match what:
            case "window" | "default":
                windows[user_id].append(Window(weekday, start, end))
            case "away":
                time_off[user_id].append((first, last))
            case "holiday":
                holidays[name].add(first)
            case "organization":
                organization = name
    defaults = tuple(sorted(windows[None])) or DEFAULT_WINDOWS
    days = {region: frozenset(dates) for region, dates in holidays.items()}
    schedules = {
        user.pk: Schedule(
            zone_or_utc(user.time_zone).key,
            tuple(sorted(windows[user.pk])) or defaults,
            days.get(user.holiday_region, frozenset()),
            tuple(sorted(time_off[user.pk])),
        )
        for user in people
    }
    return schedules, organization


def default_windows() -> tuple[Window, ...]:
    """What whoever declared nothing works."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT weekday, start, "end" FROM accounts_defaulthours ORDER BY 1, 2')
        return tuple(Window(*row) for row in cursor.fetchall()) or DEFAULT_WINDOWS


def _rows(people: list[User]) -> list[tuple[str, int, str, int, int, int, date, date]]:
    regions = sorted({user.holiday_region for user in people} - {""})
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"people": [user.pk for user in people], "regions": regions})
        rows: list[tuple[str, int, str, int, int, int, date, date]] = cursor.fetchall()
    return rows
