"""What somebody wrote to be sent later, as their page shows it; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.working_time import Schedule, status
from notifications.hold import hold
from notifications.later import clock_of
from notifications.later_words import because
from notifications.schedules import Hours, hours_of
from threads.access import found, visible_channels, visible_threads
from threads.models import Channel, ScheduledMessage, Thread

MOST_SHOWN = 50
MOST_PEOPLE = 4
SOON = timedelta(hours=1)


@dataclass(frozen=True)
class Hearer:
    """One person's line: when it is sent, and when they hear, on both clocks."""

    person: User
    schedule: Schedule
    sent: str
    because: str
    at_once: bool
    clock: str
    yours: str


@dataclass(frozen=True)
class Crowd:
    """Many at once: some faces, how many hear at once and how many later."""

    faces: tuple[User, ...]
    count: int
    at_once: int
    later: int


@dataclass(frozen=True)
class ScheduledEntry:
    """`thread` and `channel` only where the author may still read them. `away` are those on leave
    when it is sent, with the day they hear."""

    scheduled: ScheduledMessage
    thread: Thread | None
    channel: Channel | None
    people: tuple[User, ...]
    hearers: tuple[Hearer, ...]
    crowd: Crowd | None
    away: tuple[Hearer, ...]
    is_soon: bool
    sent: str
    because: str


def scheduled_of(author: User) -> QuerySet[ScheduledMessage]:
    """All that has not gone out: what failed too."""
    return ScheduledMessage.objects.filter(author=author).exclude(state=ScheduledMessage.State.SENT)


def scheduled_for(author: User, scheduled_id: int) -> ScheduledMessage:
    """Their own, not sent yet, or Http404."""
    rows = scheduled_of(author).select_related("thread__channel", "channel", "person", "responsible")
    return found(rows.filter(pk=scheduled_id))


def entries_of(author: User, now: datetime) -> list[ScheduledEntry]:
    """What failed first, then by when it goes."""
    rows = list(
        scheduled_of(author)
        .select_related("person")
        .annotate(failed=Q(state=ScheduledMessage.State.FAILED))
        .order_by("-failed", "send_at", "pk")[:MOST_SHOWN]
    )
    threads = visible_threads(author).in_bulk({row.thread_id for row in rows if row.thread_id})
    channels = visible_channels(author).in_bulk({row.channel_id for row in rows if row.channel_id})
    people = User.objects.in_bulk({pk for row in rows for pk in [*row.told, *row.people]})
    hours = hours_of({pk: person.schedule_version for pk, person in people.items()})
    return [
        _entry(
            row,
            author,
            now,
            people,
            hours,
            threads.get(row.thread_id or 0),
            channels.get(row.channel_id or 0),
        )
        for row in rows
    ]


def _entry(
    row: ScheduledMessage,
    author: User,
    now: datetime,
    people: Mapping[int, User],
    hours: Mapping[int, Hours],
    thread: Thread | None,
    channel: Channel | None,
) -> ScheduledEntry:
    told = [people[pk] for pk in row.told if pk in people and pk in hours and people[pk].is_active]
    lines = [_hearer(row, person, hours[person.pk], author, now) for person in told]
    is_away = {one.person.pk: _is_away(one, row.send_at) for one in lines}
    here = tuple(one for one in lines if not is_away[one.person.pk])
    crowd = None
    if len(here) > MOST_PEOPLE:
        at_once = sum(one.at_once for one in here)
        faces = tuple(one.person for one in here[:3])
        crowd = Crowd(faces, len(here), at_once, len(here) - at_once)
    return ScheduledEntry(
        scheduled=row,
        thread=thread,
        channel=channel,
        people=tuple(people[pk] for pk in row.people if pk in people),
        hearers=() if crowd else here,
        crowd=crowd,
        away=tuple(one for one in lines if is_away[one.person.pk]),
        is_soon=now <= row.send_at <= now + SOON,
        sent=clock_of(author, row.send_at, now),
        because=because(row),
    )


def _hearer(row: ScheduledMessage, person: User, theirs: Hours, author: User, now: datetime) -> Hearer:
    held = hold(theirs.schedule, theirs.wishes, row.send_at, graced=False)
    at = held.release_at
    is_theirs = row.person_id in {None, person.pk}
    return Hearer(
        person=person,
        schedule=theirs.schedule,
        sent=clock_of(author, row.send_at, now),
        because=because(row) if is_theirs else because(ScheduledMessage(rule=ScheduledMessage.Rule.MOMENT)),
        at_once=at is not None and at <= row.send_at,
        clock=f"{clock_of(person, at, now)} {person.place}" if at else "",
        yours=clock_of(author, at, now) if at else "",
    )


def _is_away(one: Hearer, at: datetime) -> bool:
    return status(one.schedule, at).state == "leave"
