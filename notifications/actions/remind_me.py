"""Ask to be reminded of a message; change one's mind."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import schedule_for
from notifications import clock
from notifications.models import Reminder
from notifications.models.reminder import NOTE_LENGTH
from notifications.remind_moments import inside
from threads import events
from threads.actions.refusals import Refused
from threads.models import Message

FURTHEST = timedelta(days=366)


def remind_me(*, user: User, message: Message, at: datetime, note: str = "") -> Reminder:
    """At `at` (aware), or where they do not work then at their next opening. `message` comes from
    `threads.access`. One that waits for the same message is replaced.

    Raises Refused for what has passed, lies more than a year ahead, or when no hours come.
    """
    now = clock.now()
    moment = inside(schedule_for(user), at)
    if at <= now or moment is None or moment > now + FURTHEST:
        raise Refused(_("Choose a time that is still to come, within a year and before your hours end."))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk)
        reminder, _made = Reminder.objects.update_or_create(
            user=user,
            message=message,
            told_at=None,
            defaults={"at": moment, "note": " ".join(note.split())[:NOTE_LENGTH]},
        )
        events.scheduled_changed.send(events.ScheduledChanged(user.pk))
    return reminder


def cancel_reminder(*, user: User, reminder: Reminder) -> None:
    with transaction.atomic():
        Reminder.objects.filter(user=user, pk=reminder.pk, told_at=None).delete()
        events.scheduled_changed.send(events.ScheduledChanged(user.pk))
