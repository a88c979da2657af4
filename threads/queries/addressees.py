"""Whom a message asks for an answer: the same for what is sent and what is only being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from accounts.covers import covers_of
from accounts.models import User
from accounts.working_time import Schedule, status
from threads.addressing import addressed
from threads.models import Thread


def addressees(thread: Thread, author: User, mentions: Iterable[int], readers: QuerySet[User]) -> list[User]:
    """Those of `readers` (active people who may read the thread) whom it names; no query when
    it names nobody."""
    begins = thread.last_number == 0
    if thread.is_direct:
        everyone = list(readers)
        ids = addressed(thread, author.pk, (), [person.pk for person in everyone], begins=begins)
        return [person for person in everyone if person.pk in ids]
    ids = addressed(thread, author.pk, mentions, (), begins=begins)
    return list(readers.filter(pk__in=ids)) if ids else []


def within_reach(people: Iterable[User], schedules: Mapping[int, Schedule], at: datetime) -> list[User]:
    """`people` without those who are on leave and have somebody who covers for them: no answer
    is expected of them. One query, and none while nobody is on leave."""
    everyone = list(people)
    on_leave = [person for person in everyone if status(schedules[person.pk], at).state == "leave"]
    covered = covers_of(on_leave, at)
    return [person for person in everyone if person.pk not in covered]
