"""Done, Snooze, back again: what somebody does with threads in their inbox.

All of it concerns one person alone and is told to nobody but their own open pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import schedule_for
from accounts.working_time import next_opening
from notifications import clock, events
from notifications.inbox.undo import Before
from notifications.models import Triage
from threads.actions.mark_read import mark_read
from threads.actions.refusals import Refused
from threads.events import ThreadRead, thread_read
from threads.models import Ask, Membership, ReadMark, Thread
from threads.queries.unread import with_reading


def finish(*, user: User, seen: Mapping[int, int]) -> tuple[Before, ...]:
    """Done with these threads (id → number of the newest message that was in view), which
    `user` may read: all of it is read, and it leaves the inbox until somebody writes more.

    Raises Refused where an answer is still expected: nobody is done by looking away.
    """
    if Ask.objects.filter(person=user, closed_at=None, message__thread__in=seen).exists():
        raise Refused(_("An answer is still expected there."))
    now = clock.now()
    with transaction.atomic():
        threads = _locked(user, seen)
        before = [_before(thread, now, seen=min(seen[thread.pk], thread.last_number)) for thread in threads]
        rows = [
            Triage(user=user, thread=thread, done_number=one.seen, done_at=now)
            for thread, one in zip(threads, before, strict=True)
        ]
        _write(rows, ["done_number", "done_at", "snoozed_number", "snoozed_at", "snoozed_until"])
        for thread, one in zip(threads, before, strict=True):
            mark_read(user=user, thread=thread, number=one.seen or 0)
        _changed(user)
    return tuple(before)


def snooze(*, user: User, seen: Mapping[int, int], until: datetime) -> tuple[datetime, tuple[Before, ...]]:
    """Out of sight until `until`, or until `user` works after it: the moment it became.

    `seen` as for `finish`. Raises Refused for the past and where no working hours come.
    """
    now = clock.now()
    if until <= now:
        raise Refused(_("Choose a time that is still to come."))
    opening = next_opening(schedule_for(user), until)
    if opening is None:
        raise Refused(_("You have no upcoming working hours. Set your hours first."))
    with transaction.atomic():
        threads = _locked(user, seen)
        before = [_before(thread, now) for thread in threads]
        rows = [
            Triage(
                user=user,
                thread=thread,
                done_number=one.done_number,
                done_at=one.done_at,
                snoozed_number=min(seen[thread.pk], thread.last_number),
                snoozed_at=now,
                snoozed_until=opening,
            )
            for thread, one in zip(threads, before, strict=True)
        ]
        _write(rows, ["snoozed_number", "snoozed_at", "snoozed_until"])
        _changed(user)
    return opening, tuple(before)


def bring_back(*, user: User, thread: Thread) -> None:
    """Into the inbox again, whatever it was set aside by; it stays until it is done."""
    now = clock.now()
    with transaction.atomic():
        row = Triage(
            user=user,
            thread=thread,
            snoozed_number=thread.last_number,
            snoozed_at=now,
            snoozed_until=now,
        )
        _write([row], ["done_number", "done_at", "snoozed_number", "snoozed_at", "snoozed_until"])
        _changed(user)


def take_back(*, user: User, changed: Sequence[Before]) -> int:
    """Everything as it was before `finish` or `snooze`, but for threads that were changed again
    since; how many it could take back."""
    undone = 0
    with transaction.atomic():
        current = {
            row.thread_id: row
            for row in Triage.objects.select_for_update(of=("self",))
            .filter(user=user, thread__in=[one.thread for one in changed])
            .select_related("thread__channel")
        }
        for one in changed:
            row = current.get(one.thread)
            if row is None or one.at not in {row.done_at, row.snoozed_at}:
                continue
            undone += 1
            _restore(user, row, one)
        _changed(user)
    return undone


def _locked(user: User, seen: Iterable[int]) -> list[Any]:
    """With how far `user` has read, and what they did with it before."""
    rows = {
        row.thread_id: row for row in Triage.objects.select_for_update().filter(user=user, thread__in=seen)
    }
    threads: list[Any] = list(with_reading(Thread.objects.filter(pk__in=seen), user).order_by("pk"))
    for thread in threads:
        thread.mine = rows.get(thread.pk) or Triage()
    return threads


def _before(thread: Any, at: datetime, seen: int | None = None) -> Before:
    row = thread.mine
    return Before(
        thread=thread.pk,
        at=at,
        done_number=row.done_number,
        done_at=row.done_at,
        snoozed_number=row.snoozed_number,
        snoozed_at=row.snoozed_at,
        snoozed_until=row.snoozed_until,
        read=thread.read_number,
        seen=seen,
        caught_up_at=thread.caught_up_at,
    )


def _write(rows: Sequence[Triage], fields: Sequence[str]) -> None:
    Triage.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "thread"], update_fields=fields
    )


def _restore(user: User, row: Triage, one: Before) -> None:
    row.done_number, row.done_at = one.done_number, one.done_at
    row.snoozed_number, row.snoozed_at = one.snoozed_number, one.snoozed_at
    row.snoozed_until = one.snoozed_until
    row.save(update_fields=["done_number", "done_at", "snoozed_number", "snoozed_at", "snoozed_until"])
    if one.seen is None or one.read >= one.seen:
        return
    marks = ReadMark.objects.filter(user=user, thread=row.thread_id, number=one.seen)
    if not marks.update(number=one.read):
        return
    if one.caught_up_at:
        # Reading the last of a channel made all of it count as read.
        Membership.objects.filter(
            user=user, channel=row.thread.channel_id, caught_up_at__gt=one.caught_up_at
        ).update(caught_up_at=one.caught_up_at)
    thread_read.send(ThreadRead(user, row.thread, one.read))


def _changed(user: User) -> None:
    events.inbox_changed.send(events.InboxChanged(user.pk))
