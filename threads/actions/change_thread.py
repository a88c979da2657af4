"""Change a thread: rename, resolve, reopen, pin, move, name who is responsible.

Each change is one small system entry in the thread, in the same transaction.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from threads import events, rights
from threads.access import readers_of
from threads.actions.close_asks import withdraw_all
from threads.actions.post_message import checked_text
from threads.actions.refusals import Refused, not_allowed
from threads.actions.start_thread import checked_title
from threads.directory import render_for_thread
from threads.models import Channel, Thread, ThreadEntry
from threads.sequence import next_change

Verb = ThreadEntry.Verb


def rename_thread(*, actor: User, thread: Thread, title: str) -> Thread:
    """Raises Refused when `actor` may not, ValueError for a blank title."""
    after = checked_title(title)
    with transaction.atomic():
        thread = _locked(actor, thread)
        before = thread.title
        if after != before:
            thread.title = after
            thread.save(update_fields=["title"])
            _record(actor, thread, Verb.RENAMED, before=before, after=after)
    return thread


def resolve_thread(*, actor: User, thread: Thread, outcome: str) -> Thread:
    """Resolve with an outcome, markdown. Resolving again replaces the outcome.

    Raises Refused when `actor` may not, ValueError for a blank outcome.
    """
    source = checked_text(outcome)
    html = render_for_thread(source, thread).html
    with transaction.atomic():
        thread = _locked(actor, thread)
        thread.state = Thread.State.RESOLVED
        thread.outcome, thread.outcome_html = source, html
        thread.resolved_by, thread.resolved_at = actor, timezone.now()
        thread.save(update_fields=["state", "outcome", "outcome_html", "resolved_by", "resolved_at"])
        withdraw_all(thread)
        _record(actor, thread, Verb.RESOLVED)
    return thread


def reopen_thread(*, actor: User, thread: Thread) -> Thread:
    """The outcome stays readable until the next one replaces it."""
    with transaction.atomic():
        thread = _locked(actor, thread)
        if thread.is_resolved:
            thread.state = Thread.State.OPEN
            thread.resolved_by = thread.resolved_at = None
            thread.save(update_fields=["state", "resolved_by", "resolved_at"])
            _record(actor, thread, Verb.REOPENED)
    return thread


def name_responsible(*, actor: User, thread: Thread, person: User | None) -> Thread:
    """The one person who sees the thread to its end, or nobody.

    Raises Refused when `person` cannot read the thread.
    """
    with transaction.atomic():
        thread = _locked(actor, thread)
        if person and not readers_of(thread).filter(pk=person.pk).exists():
            raise Refused(_("This person cannot read the thread."))
        if thread.responsible != person:
            thread.responsible = person
            thread.save(update_fields=["responsible"])
            _record(actor, thread, Verb.RESPONSIBLE, name=person.name if person else "")
    return thread


def pin_thread(*, actor: User, thread: Thread, pinned: bool) -> Thread:
    """A pinned thread stands first in its channel."""
    with transaction.atomic():
        thread = _locked(actor, thread)
        if pinned != (thread.pinned_at is not None):
            thread.pinned_at = timezone.now() if pinned else None
            thread.save(update_fields=["pinned_at"])
            _record(actor, thread, Verb.PINNED if pinned else Verb.UNPINNED)
    return thread


def move_thread(*, actor: User, thread: Thread, channel: Channel) -> Thread:
    """To another channel that `actor` may start threads in (from `access.channel_for`).

    Only those who read the new channel read the thread from now on. The entry names a
    channel only where every reader of the thread may know it: a public one.
    """
    with transaction.atomic():
        thread = _locked(actor, thread)
        before = thread.channel
        if before is None or not rights.may_move_thread(actor, thread):
            raise not_allowed()
        if not rights.may_start_thread(actor, channel):
            raise Refused(_("You cannot start threads in that channel."))
        if before != channel:
            thread.channel = channel
            if thread.responsible and not readers_of(thread).filter(pk=thread.responsible.pk).exists():
                thread.responsible = None
            thread.save(update_fields=["channel", "responsible"])
            _record(actor, thread, Verb.MOVED, before=_public(before), after=_public(channel))
            events.thread_moved.send(events.ThreadMoved(thread, before))
    return thread


def _locked(actor: User, thread: Thread) -> Thread:
    """The thread as it is now, locked; Refused when `actor` may not change it."""
    current = (
        Thread.objects.select_for_update(of=("self",))
        .select_related("channel", "author", "responsible")
        .get(pk=thread.pk)
    )
    if not rights.may_change_thread(actor, current):
        raise not_allowed()
    return current


def _record(actor: User, thread: Thread, verb: Verb, **data: Any) -> None:
    entry = ThreadEntry.objects.create(
        thread=thread,
        actor=actor,
        verb=verb,
        data=data,
        change_seq=next_change(thread),
        after_number=thread.last_number,
    )
    events.thread_changed.send(events.ThreadChanged(thread, entry))


def _public(channel: Channel) -> str:
    return "" if channel.is_private else channel.name
