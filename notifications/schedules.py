"""People's hours and wishes, kept in this process as long as nobody changed them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib.metadata import version

from accounts.kept import Kept
from accounts.models import User
from accounts.queries import kept_schedules, schedules_for
from accounts.working_time import Schedule
from notifications.hold import Mode, Wishes
from notifications.models import Preference


@dataclass(frozen=True, slots=True)
class Hours:
    """What decides when something leaves for one person, as of `version`."""

    version: int
    schedule: Schedule
    wishes: Wishes


_kept: Kept[Hours] = Kept()


@lru_cache(maxsize=1)
def zone_data() -> str:
    """The version of the time zone data that all of it is computed with."""
    return version("tzdata")


def hours_of(versions: Mapping[int, int]) -> dict[int, Hours]:
    """By user id, for the committed `schedule_version` of each; no query for those who are kept."""
    found = _kept.find(versions)
    read = _read({pk: number for pk, number in versions.items() if pk not in found}, kept_schedules)
    _kept.keep(read, versions)
    return found | read


def hours_now(versions: Mapping[int, int]) -> dict[int, Hours]:
    """As this transaction sees them, kept nowhere: it may still be rolled back."""
    return _read(versions, schedules_for)


def _read(
    versions: Mapping[int, int], schedules_of: Callable[[list[User]], dict[int, Schedule]]
) -> dict[int, Hours]:
    if not versions:
        return {}
    people = list(User.objects.filter(pk__in=versions))
    schedules = schedules_of(people)
    wishes = wishes_for(people)
    return {
        person.pk: Hours(versions[person.pk], schedules[person.pk], wishes[person.pk]) for person in people
    }


def wishes_for(people: list[User]) -> dict[int, Wishes]:
    """By user id, in one query. Without a row everybody wants what `Wishes` begins with."""
    rows = {row.user_id: row for row in Preference.objects.filter(user__in=people)}
    return {person.pk: _wishes(person, rows.get(person.pk)) for person in people}


def _wishes(person: User, said: Preference | None) -> Wishes:
    if said is None:
        return Wishes(focus_until=person.focus_until)
    return Wishes(
        mode=Mode(said.mode),
        batch_times=tuple(sorted(said.batch_times)),
        grace=timedelta(minutes=said.email_grace),
        focus_until=person.focus_until,
    )
