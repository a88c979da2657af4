"""Sends what was scheduled, once its moment has come.

A tick of Celery beat calls `sweep` every few seconds. Two at once, a lost tick and a crash at any
line do no harm: a message is posted and its row marked in one transaction, under the id that was
fixed when it was written.
"""

from __future__ import annotations

import logging
import random
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import schedules_for
from accounts.wall_clock import zone_or_utc
from notifications import clock
from notifications.crash import crash_point
from notifications.hold import hold
from notifications.leaps import leapt
from notifications.scheduled import claims, telling
from notifications.schedules import wishes_for
from threads import events
from threads.actions.refusals import Refused
from threads.actions.send_scheduled import send_scheduled
from threads.models import ScheduledMessage
from threads.send_moments import leaves_at

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 12
LONGEST_SWEEP = 30.0

State = ScheduledMessage.State
Rule = ScheduledMessage.Rule
logger = logging.getLogger(__name__)


def sweep(now: datetime | None = None) -> int:
    """Sends everything that is due; how many messages. `now` (aware) stands for the clock in tests."""
    if now is None and leapt("scheduled sweep"):
        return 0
    began = clock.monotonic()
    claims.recover()
    sent = 0
    while clock.monotonic() - began < LONGEST_SWEEP:
        lease = uuid.uuid4()
        found = claims.claim(lease, now or clock.now())
        if not found:
            break
        crash_point("scheduled-claimed")
        sent += sum(_send(row_id, lease, now or clock.now()) for row_id in found)
    telling.tell_authors(now or clock.now())
    return sent


def _send(row_id: int, lease: uuid.UUID, now: datetime) -> bool:
    """One of them; what fails harms no other."""
    try:
        with transaction.atomic():
            row = _mine(row_id, lease)
            if row is None:
                return False
            with (
                timezone.override(zone_or_utc(row.author.time_zone)),
                translation.override(row.author.locale),
            ):
                _settle(row, now)
            row.save()
            events.scheduled_changed.send(events.ScheduledChanged(row.author_id))
            crash_point("scheduled-posted")
    except Exception:  # a poisonous one rests, and delays no other
        logger.exception("scheduled message %d could not be sent", row_id)
        claims.rest(row_id, lease, _wait(row_id))
        return False
    crash_point("scheduled-sent")
    return row.state == State.SENT


def _mine(row_id: int, lease: uuid.UUID) -> ScheduledMessage | None:
    """As it stands now, where the lease still holds; whoever edits it waits."""
    rows = ScheduledMessage.objects.select_for_update(of=("self",)).select_related(
        "author", "person", "responsible"
    )
    return rows.filter(pk=row_id, state=State.CLAIMED, lease=lease).first()


def _settle(row: ScheduledMessage, now: datetime) -> None:
    """Sent, not sent, or waiting for a later moment: as fields of `row`."""
    row.lease = row.leased_until = None
    if not row.author.is_active:
        _fail(row, _("You left before it was sent."), now)
        return
    if row.attempts >= MOST_ATTEMPTS:
        _fail(row, _("It was tried for hours and something on the server broke each time."), now)
        return
    leaves = _leaves_at(row, now)
    if leaves > now:
        row.state, row.send_at = State.WAITING, leaves
        return
    try:
        row.message = send_scheduled(row)
    except Refused as refusal:
        _fail(row, str(refusal), now)
    else:
        row.state, row.ended_at = State.SENT, now


def _leaves_at(row: ScheduledMessage, now: datetime) -> datetime:
    whose = {Rule.PERSON: row.person, Rule.MINE: row.author}.get(Rule(row.rule))
    people = User.objects.filter(pk__in=row.told, is_active=True)
    schedules = schedules_for([*people, row.author])
    waits_for = None
    if whose is not None and whose.is_active:
        waits_for = schedules.get(whose.pk) or schedules_for([whose])[whose.pk]
    others = {pk: schedule for pk, schedule in schedules.items() if pk != row.author_id}
    return leaves_at(planned=row.send_at, now=now, waits_for=waits_for, people=others)


def _fail(row: ScheduledMessage, sentence: str, now: datetime) -> None:
    """It stays with the author, who hears of it in their own hours."""
    author = row.author
    row.state, row.failure, row.ended_at = State.FAILED, sentence, now
    if not author.is_active:
        row.told_at = now
        return
    wishes = wishes_for([author])[author.pk]
    row.tell_at = hold(schedules_for([author])[author.pk], wishes, now, graced=False).release_at


def _wait(row_id: int) -> timedelta:
    tried = ScheduledMessage.objects.values_list("attempts", flat=True).filter(pk=row_id).first() or 0
    wait = min(FIRST_WAIT * (1 << tried), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311
