"""Whom a message asks for an answer: the same for what is sent and what is only being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.covers import covers_of
from accounts.models import User
from accounts.working_time import Schedule, status
from threads.addressing import addressed
from threads.models import Thread, Urgency
from threads.norms import DEFAULTS, NO_REPLY, Norm
from threads.queries.norms import norm_within


@dataclass(frozen=True)
class Wanted:
    """`people` are those whom a message names; of each an answer is expected by `norm`."""

    people: tuple[User, ...] = ()
    norm: Norm = NO_REPLY


def addressees(
    thread: Thread, author: User, mentions: Iterable[int], readers: QuerySet[User], urgency: str
) -> Wanted:
    """Those of `readers` (active people who may read the thread) whom it names, and the norm that
    holds there for its `urgency`, in one query; in none when it names nobody or asks nobody."""
    if urgency == Urgency.NONE:
        return Wanted()
    begins = thread.last_number == 0
    with_norm: QuerySet[Any] = readers.annotate(norm=norm_within(thread.channel, urgency))
    if thread.is_direct:
        everyone = list(with_norm)
        ids = addressed(thread, author.pk, (), [person.pk for person in everyone], begins=begins)
        named = [person for person in everyone if person.pk in ids]
    else:
        ids = addressed(thread, author.pk, mentions, (), begins=begins)
        named = list(with_norm.filter(pk__in=ids)) if ids else []
    if not named:
        return Wanted()
    own = named[0].norm
    return Wanted(tuple(named), Norm(**own) if own else DEFAULTS[urgency])


def within_reach(people: Iterable[User], schedules: Mapping[int, Schedule], at: datetime) -> list[User]:
    """`people` without those who are on leave and have somebody who covers for them: no answer
    is expected of them. One query, and none while nobody is on leave."""
    everyone = list(people)
    on_leave = [person for person in everyone if status(schedules[person.pk], at).state == "leave"]
    covered = covers_of(on_leave, at)
    return [person for person in everyone if person.pk not in covered]
