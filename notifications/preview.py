"""What sending would do, told before it is sent (product.md, What makes it different, 3).

Nothing here decides anything: whom a text names, whom it asks, who hears of it and when are
answers of the very functions that store them on sending (threads.queries.addressees,
notifications.recipients, notifications.plan, threads.norms).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.models import User
from accounts.working_time import Schedule, next_opening, status
from notifications.hold import Hold, Why
from notifications.plan import Planned, Recipient, plan
from notifications.recipients import event_of, recipients
from notifications.rules import Reason
from notifications.schedules import hours_of
from threads.access import readers_of
from threads.addressing import AUTO, usual_urgency
from threads.directory import directory
from threads.markdown import MAX_LENGTH, clean_source, render
from threads.models import Thread, Urgency
from threads.norms import Norm, due_at, seen_by
from threads.queries.addressees import addressees, within_reach

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Prospect:
    """One person who would hear of it. `held` is the soonest of their deliveries, None where
    only the app tells. `due_at` is by when they are expected to answer, where `is_asked`; None
    is never."""

    planned: Planned
    person: Recipient
    held: Hold | None
    interrupts: bool
    is_asked: bool
    due_at: datetime | None

    @property
    def user_id(self) -> int:
        return self.planned.recipient_id

    @property
    def is_aside(self) -> bool:
        """Told without a notification of its own, and nothing is expected: a line says so."""
        by_the_way = self.held is None or self.held.why is Why.DIGEST
        return by_the_way and self.planned.reason in {Reason.FOLLOWED, Reason.NEW_THREAD, Reason.DIRECT}


@dataclass(frozen=True, slots=True)
class Preview:
    """`urgency` is what would be stored. `prospects` come by when they hear, the soonest
    first; `away` are those whom it names and who are on leave."""

    at: datetime
    thread: Thread
    urgency: str
    norm: Norm
    prospects: tuple[Prospect, ...]
    away: tuple[User, ...]

    @property
    def notified(self) -> list[Prospect]:
        return [one for one in self.prospects if not one.is_aside]

    @property
    def aside(self) -> list[Prospect]:
        return [one for one in self.prospects if one.is_aside]

    @property
    def interrupted(self) -> list[Prospect]:
        return [one for one in self.prospects if one.interrupts]


def preview(
    *, author: User, thread: Thread, text: str, urgency: str, at: datetime, people: Sequence[User] = ()
) -> Preview:
    """What `text` in `thread` would do at `at` (aware). The thread may be one that is not saved
    yet; a direct one then names its `people`. A fixed number of queries."""
    begins = thread.last_number == 0
    participants = [person.pk for person in people]
    readers = readers_of(thread)
    if thread._state.adding and thread.is_direct:
        readers = User.objects.filter(is_active=True, pk__in=[author.pk, *participants])
    source = clean_source(text)[:MAX_LENGTH]
    mentions = render(source, directory(source, readers)).mentions
    if urgency == AUTO:
        urgency = usual_urgency(thread, mentions, begins=begins)
    wanted = addressees(thread, author, mentions, readers, urgency)
    named, norm = wanted.people, wanted.norm
    if not named:
        urgency = Urgency.NONE
    schedules = _schedules(named)
    asked = within_reach(named, schedules, at) if norm.kind != "no_reply" else []
    asked_ids = {person.pk for person in asked}
    found = recipients(thread, author.pk, mentions, begins=begins, asked=asked_ids, participants=participants)
    whom = {one.facts.user_id: one for one in found}
    prospects = [
        _prospect(one, whom[one.recipient_id], urgency, norm if one.recipient_id in asked_ids else None, at)
        for one in plan(event_of(thread, author.pk, urgency, begins=begins), found, at)
    ]
    return Preview(
        at=at,
        thread=thread,
        urgency=urgency,
        norm=norm,
        prospects=tuple(sorted(prospects, key=lambda one: _turn(one, at))),
        away=tuple(one for one in named if status(schedules[one.pk], at).state == "leave"),
    )


def _schedules(people: Sequence[User]) -> dict[int, Schedule]:
    found = hours_of({person.pk: person.schedule_version for person in people})
    return {pk: hours.schedule for pk, hours in found.items()}


def _prospect(planned: Planned, person: Recipient, urgency: str, norm: Norm | None, at: datetime) -> Prospect:
    """`norm` is None for who is not asked. Due as `threads.actions.open_asks.new_ask` counts it."""
    seen_from = seen_by(person.schedule, urgency, at) if norm else None
    return Prospect(
        planned=planned,
        person=person,
        held=min(
            (held for _, held in planned.deliveries), key=lambda held: held.release_at or NEVER, default=None
        ),
        interrupts=planned.urgent and _is_quiet(person, at),
        is_asked=norm is not None,
        due_at=due_at(norm, person.schedule, seen_from) if norm and seen_from else None,
    )


def _leaves(held: Hold) -> datetime:
    return held.release_at or NEVER


def _is_quiet(person: Recipient, at: datetime) -> bool:
    """Whether an urgent message would break into their off hours or their focus. Time off is
    never interrupted, so that whoever is on leave is not meant here."""
    state = status(person.schedule, at).state
    focus = person.wishes.focus_until
    return state == "off" or (state == "on" and focus is not None and focus > at)


def _turn(prospect: Prospect, at: datetime) -> tuple[datetime, int]:
    """Whoever works now stands first, whatever the urgency; so nobody changes places when it
    is changed."""
    held = prospect.held
    if held is None:
        return NEVER, prospect.user_id
    usual = next_opening(prospect.person.schedule, at) if held.why is Why.URGENT else held.release_at
    return usual or NEVER, prospect.user_id
