"""People's hours and wishes, kept in this process as long as nobody changed them.

`schedule_version` grows in the transaction that changes hours, zone, leave, holidays, focus or
wishes, so what is kept under a person's version is never stale (quality.md, I8).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib.metadata import version
from threading import Lock

from accounts.models import User
from accounts.queries import schedules_for
from accounts.working_time import Schedule
from notifications.hold import Mode, Wishes
from notifications.models import Preference

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Hours:
    """What decides when something leaves for one person, as of `version`."""

    version: int
    schedule: Schedule
    wishes: Wishes


_kept: OrderedDict[int, Hours] = OrderedDict()
_lock = Lock()


@lru_cache(maxsize=1)
def zone_data() -> str:
    """The version of the time zone data that all of it is computed with."""
    return version("tzdata")


def hours_of(versions: Mapping[int, int]) -> dict[int, Hours]:
    """By user id, for the committed `schedule_version` of each; no query for those who are kept."""
    with _lock:
        found = {pk: _kept[pk] for pk in versions if pk in _kept and _kept[pk].version == versions[pk]}
    missing = {pk: number for pk, number in versions.items() if pk not in found}
    if missing:
        read = hours_now(missing)
        found |= read
        with _lock:
            _kept.update(read)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found


def hours_now(versions: Mapping[int, int]) -> dict[int, Hours]:
    """As this transaction sees them, kept nowhere: it may still be rolled back."""
    people = list(User.objects.filter(pk__in=versions))
    schedules = schedules_for(people)
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
