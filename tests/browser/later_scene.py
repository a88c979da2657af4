"""What browser tests ask of the stack about drafts and what goes out later (see tests/browser/scene.py)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from notifications.actions.remind_me import remind_me
from notifications.scheduled.sweep import sweep
from threads.access import message_for
from threads.actions.save_draft import save_draft
from threads.actions.schedule_message import schedule_message
from threads.models import Draft, Message, ScheduledMessage, Thread
from threads.written import Later, Written


def scheduled_of(author: int) -> list[dict[str, Any]]:
    """`text`, `rule`, `state` of each, the oldest first."""
    rows = ScheduledMessage.objects.filter(author=author).order_by("pk")
    return [dict(row) for row in rows.values("text", "rule", "state")]


def let_it_be_time(author: int) -> int:
    """The clock stands at the moment of what `author` scheduled last; how many went out."""
    row = ScheduledMessage.objects.filter(author=author, state="waiting").latest("send_at")
    return sweep(row.send_at + timedelta(minutes=1))


def drafts_of(user: int) -> list[dict[str, Any]]:
    drafts = Draft.objects.filter(user=user).order_by("pk")
    return [dict(row) for row in drafts.values("title", "text", "version")]


def furnish(author: int, thread: int) -> None:
    """Something of each sort on the pages of drafts, what is scheduled, and reminders."""
    user = User.objects.get(pk=author)
    found = Thread.objects.select_related("channel").get(pk=thread)
    assert found.channel
    at = timezone.now() + timedelta(days=2)
    told = list(User.objects.filter(memberships__channel=found.channel).values_list("pk", flat=True)[:3])
    reply = Written("Yes from me, when wave 1 behaves.", thread=found)
    schedule_message(author=user, written=reply, later=Later("moment", at), told=told)
    begins = Written("Words.", channel=found.channel, title="A plan for March", kind="decision")
    schedule_message(author=user, written=begins, later=Later("moment", at), told=told)
    failed = schedule_message(author=user, written=reply, later=Later("moment", at))
    ScheduledMessage.objects.filter(pk=failed.pk).update(
        state="failed", failure="This channel is archived.", ended_at=timezone.now()
    )
    save_draft(user=user, thread=found, text="Half a thought", version=0)
    save_draft(user=user, channel=found.channel, title="Which pump", text="The grey one.", version=0)
    message = message_for(user, Message.objects.get(thread=found, number=1).pk)
    remind_me(user=user, message=message, at=at, note="Before the call")
