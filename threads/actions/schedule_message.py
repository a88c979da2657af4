"""Write now, send later: schedule, change, take back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from threads import events, rights
from threads.actions.post_message import checked_text
from threads.actions.refusals import Refused, archived, not_allowed
from threads.actions.save_draft import add_to_draft, place_of
from threads.actions.start_thread import checked_title
from threads.models import Draft, ScheduledMessage, Urgency
from threads.written import Later, Written

FURTHEST = timedelta(days=366)
State = ScheduledMessage.State


def schedule_message(
    *, author: User, written: Written, later: Later, told: Sequence[int] = ()
) -> ScheduledMessage:
    """The row that a sweep sends. Its places come from `threads.access`. A second call with the
    same `client_id` returns the first call's row.

    Raises Refused where the author may not post now, and for a moment that has passed or is more
    than a year away; ValueError for a blank title or text, which forms tell earlier.
    """
    may_write(author, written)
    _checked_moment(later.send_at)
    is_reply = written.thread is not None
    row = ScheduledMessage(
        author=author,
        client_id=written.client_id or uuid.uuid4(),
        thread=written.thread,
        channel=written.channel,
        people=place_of(written.people),
        title="" if is_reply else checked_title(written.title),
        kind="" if is_reply else written.kind,
        responsible=written.responsible,
        text=checked_text(written.text),
        urgency=written.urgency,
        urgent_reason=written.urgent_reason,
        rule=later.rule,
        person=later.person,
        send_at=later.send_at,
        told=list(told),
    )
    try:
        with transaction.atomic():
            row.save()
            _forget_draft(author, written)
            events.scheduled_changed.send(events.ScheduledChanged(author.pk))
    except IntegrityError:
        before = ScheduledMessage.objects.filter(author=author, client_id=row.client_id).first()
        if before is None:
            raise Refused(_("This was sent before. Reload the page and write it anew.")) from None
        return before
    return row


def may_write(author: User, written: Written) -> None:
    """Raises Refused where the author may not post there now; it is asked again at sending."""
    if written.urgency == Urgency.URGENT:
        raise Refused(_("What is urgent goes now. Send it by norm to send it later."))
    if written.thread is not None and not rights.may_post(author, written.thread):
        raise archived()
    if written.channel is not None and not rights.may_start_thread(author, written.channel):
        raise archived() if written.channel.is_archived else not_allowed()


def reschedule(*, author: User, scheduled: ScheduledMessage, later: Later) -> None:
    """Another time. Raises Refused when it has gone meanwhile."""
    _checked_moment(later.send_at)
    with transaction.atomic():
        row = _locked(author, scheduled)
        row.rule, row.person, row.send_at = later.rule, later.person, later.send_at
        row.state, row.attempts, row.failure = State.WAITING, 0, ""
        row.lease = row.leased_until = row.ended_at = row.tell_at = row.told_at = None
        row.version += 1
        row.save()
        events.scheduled_changed.send(events.ScheduledChanged(author.pk))


def edit_scheduled(
    *, author: User, scheduled: ScheduledMessage, written: Written, told: Sequence[int] = ()
) -> None:
    """Other words, another urgency, for a failed one another channel. Raises Refused when it has
    gone meanwhile, and when another device changed it since `scheduled` was read."""
    may_write(author, written)
    with transaction.atomic():
        row = _locked(author, scheduled)
        if row.version != scheduled.version:
            raise Refused(_("Another device changed this meanwhile. Reload the page to see its words."))
        row.text = checked_text(written.text)
        row.title = checked_title(written.title) if written.title or row.thread_id is None else ""
        row.channel, row.responsible = written.channel, written.responsible
        row.urgency, row.urgent_reason = written.urgency, written.urgent_reason
        row.told = list(told)
        row.version += 1
        row.save()
        events.scheduled_changed.send(events.ScheduledChanged(author.pk))


def take_back(*, author: User, scheduled: ScheduledMessage) -> None:
    """It goes back to the author's drafts; what they began there meanwhile stays above it.
    Raises Refused when it has gone meanwhile."""
    with transaction.atomic():
        row = _locked(author, scheduled)
        add_to_draft(
            user=author,
            thread=row.thread,
            channel=row.channel,
            people=row.people,
            text=row.text,
            title=row.title,
            kind=row.kind,
        )
        row.delete()
        events.scheduled_changed.send(events.ScheduledChanged(author.pk))


def _locked(author: User, scheduled: ScheduledMessage) -> ScheduledMessage:
    """As it stands now, held until the transaction ends; whoever is sending it waits for that."""
    rows = ScheduledMessage.objects.select_for_update(of=("self",)).select_related("thread", "channel")
    row = rows.filter(author=author, pk=scheduled.pk).exclude(state=State.SENT).first()
    if row is None:
        raise Refused(_("It has gone out meanwhile."))
    return row


def _checked_moment(send_at: datetime) -> None:
    now = timezone.now()
    if send_at <= now:
        raise Refused(_("Choose a time that is still to come."))
    if send_at > now + FURTHEST:
        raise Refused(_("Choose a time within a year."))


def _forget_draft(author: User, written: Written) -> None:
    """What it came from, unless another device wrote on."""
    place = {"thread": written.thread, "channel": written.channel, "people": place_of(written.people)}
    drafts = Draft.objects.filter(user=author, **place)
    if written.draft_version is not None:
        drafts = drafts.filter(version=written.draft_version)
    if drafts.delete()[0]:
        thread_id = written.thread.pk if written.thread else None
        events.draft_changed.send(events.DraftChanged(author.pk, thread_id, 0))
