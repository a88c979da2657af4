"""What Lena of the fictional company asked to be reminded of."""

from __future__ import annotations

from accounts.queries import schedule_for
from notifications.models import Reminder
from notifications.remind_moments import next_week, tomorrow
from threads import events
from threads.models import Message


def connect() -> None:
    """Called once, when the app is ready."""
    events.demo_filled.connect(_filled, uid="reminders")


def _filled(event: events.DemoFilled) -> None:
    lena = event.people["lena"]
    schedule = schedule_for(lena)
    wanted = {
        event.people["asha"].pk: (tomorrow(schedule, event.now), "Before the call about wave 2"),
        event.people["sam"].pk: (next_week(schedule, event.now), "Ask whether the county has answered"),
    }
    said = Message.objects.filter(
        author__in=wanted, thread__channel__is_private=False, thread__channel__archived_at=None
    )
    newest = said.order_by("author_id", "-created_at", "-pk").distinct("author_id")
    Reminder.objects.bulk_create(
        Reminder(user=lena, message=message, at=at, note=note, created_at=event.now)
        for message in newest
        for at, note in [wanted[message.author_id]]
        if at
    )
