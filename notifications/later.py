"""The moments that "Send later" offers, with when each person would hear.

Whom a text names and who hears of it are answers of the delivery preview; the moments come from
threads/send_moments.py, and when somebody hears of what is sent then from notifications.hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.moments import write_moment
from accounts.queries import schedule_for
from accounts.wall_clock import zone_or_utc
from accounts.working_time import Schedule
from notifications.hold import hold
from notifications.later_words import all_but, day_of, names_of
from notifications.plan import Recipient
from notifications.preview import Preview
from notifications.rules import Reason
from threads.models import ScheduledMessage
from threads.send_moments import best_moment, last_start, start_of_day
from threads.written import Later

Rule = ScheduledMessage.Rule
MOST_NAMED = 2
MOST_HEARING = 6
ADDRESSED = {Reason.ASK, Reason.MENTION, Reason.DIRECT}


@dataclass(frozen=True)
class Hears:
    """`clock` is theirs: "Tue 09:30 Bengaluru"; `at_once` where they work at that moment."""

    person: User
    clock: str
    at_once: bool


@dataclass(frozen=True)
class Offer:
    """`value` is what a form sends; `yours` the moment by the author's clock."""

    value: str
    label: str
    hint: str
    later: Later
    yours: str
    hears: tuple[Hears, ...]

    @property
    def first(self) -> Hears | None:
        return self.hears[0] if self.hears else None

    @property
    def others(self) -> str:
        return ", ".join(f"{one.person.first_name} {one.clock}" for one in self.hears[1:])


@dataclass(frozen=True)
class Audience:
    """Whom the text would tell, the addressed first."""

    author: User
    own: Schedule
    people: Mapping[int, User]
    recipients: tuple[Recipient, ...]
    addressed: tuple[User, ...]
    now: datetime

    @property
    def told(self) -> list[int]:
        return [one.facts.user_id for one in self.recipients]

    @property
    def schedules(self) -> dict[int, Schedule]:
        return {one.facts.user_id: one.schedule for one in self.recipients}


def audience(found: Preview, author: User) -> Audience:
    """Of a preview made for now."""
    told = found.notified
    people = User.objects.in_bulk([one.user_id for one in told])
    told = [one for one in told if one.user_id in people]
    named = [one for one in told if one.planned.reason in ADDRESSED]
    ordered = [*named, *(one for one in told if one not in named)]
    return Audience(
        author=author,
        own=schedule_for(author),
        people=people,
        recipients=tuple(one.person for one in ordered),
        addressed=tuple(people[one.user_id] for one in named),
        now=found.at,
    )


def offers(who: Audience) -> list[Offer]:
    """In the order in which they are shown."""
    found = [*_of_people(who), *_of_all(who)]
    mine = start_of_day(who.own, who.now)
    if mine:
        found.append(offer(who, Later(Rule.MINE, mine), _("When I start my day")))
    return found


def offer(who: Audience, later: Later, label: str, note: str = "") -> Offer:
    """One moment, with both clocks."""
    hears = hearing(who, later.send_at)
    clocks = []
    first = later.person or (hears[0].person if hears else None)
    if first:
        clocks.append(f"{clock_of(first, later.send_at, who.now)} {first.place}")
    yours = clock_of(who.author, later.send_at, who.now)
    clocks.append(_("%(when)s your time") % {"when": yours})
    hint = " · ".join(clocks)
    value = f"person-{later.person.pk}" if later.rule == Rule.PERSON and later.person else later.rule
    return Offer(value, label, f"{hint}; {note}" if note else hint, later, yours, tuple(hears))


def hearing(who: Audience, at: datetime) -> list[Hears]:
    """When each would hear of what is sent at `at`; who waits for a digest is left out."""
    found = []
    for one in who.recipients[:MOST_HEARING]:
        person = who.people[one.facts.user_id]
        held = hold(one.schedule, one.wishes, at, graced=False)
        if held.release_at is None:
            continue
        clock = f"{clock_of(person, held.release_at, who.now)} {person.place}"
        found.append(Hears(person, clock, held.release_at <= at))
    return found


def clock_of(person: User, at: datetime, now: datetime) -> str:
    """ "Tue 09:30" by the person's clock."""
    zone = zone_or_utc(person.time_zone)
    return write_moment(at.astimezone(zone), now.astimezone(zone))


def _of_people(who: Audience) -> list[Offer]:
    """Each addressed person's next day."""
    found = []
    for person in who.addressed[:MOST_NAMED]:
        starts = start_of_day(who.schedules[person.pk], who.now)
        if starts:
            found.append(offer(who, Later(Rule.PERSON, starts, person), day_of(person)))
    return found


def _of_all(who: Audience) -> list[Offer]:
    """The latest of their days, and, where that is another moment, when the most of them work."""
    if len(who.recipients) < 2:
        return []
    found = []
    addressed = {person.pk: who.schedules[person.pk] for person in who.addressed}
    if len(addressed) > 1:
        latest = last_start(addressed, who.now)
        if latest:
            found.append(
                offer(who, Later(Rule.EVERYONE, latest), _("When all of them have started their day"))
            )
    best = best_moment(who.schedules, who.now)
    if best and best.moment > who.now and all(best.moment != one.later.send_at for one in found):
        missing = [who.people[pk] for pk in who.schedules if pk not in best.working]
        note = _missing(missing)
        found.append(offer(who, Later(Rule.MOST, best.moment), _("When most are in hours"), note))
    return found


def _missing(people: Sequence[User]) -> str:
    return all_but(names_of(people)) if people else ""
