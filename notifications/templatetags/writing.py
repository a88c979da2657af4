"""The tabs of "Sent and scheduled", with what each counts; one query."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import connection

from accounts.models import User

register = template.Library()

_SQL = """
SELECT
    (SELECT count(*) FROM threads_draft WHERE user_id = %(user)s),
    (SELECT count(*) FROM threads_scheduledmessage WHERE author_id = %(user)s AND state <> 'sent'),
    (
        SELECT count(DISTINCT ask.message_id) FROM threads_ask ask
        JOIN threads_message message ON message.id = ask.message_id
        WHERE message.author_id = %(user)s AND message.deleted_at IS NULL AND ask.closed_at IS NULL
    ),
    (SELECT count(*) FROM notifications_reminder WHERE user_id = %(user)s AND told_at IS NULL)
"""


@register.inclusion_tag("notifications/later/_tabs.html", takes_context=True)
def writing_tabs(context: dict[str, Any], tab: str) -> dict[str, Any]:
    """`tab` is the one that is shown: drafts, scheduled, waiting or reminders."""
    user: User = context["request"].user
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"user": user.pk})
        row = cursor.fetchone()
    assert row is not None
    drafts, scheduled, waiting, reminders = row
    return {"tab": tab, "drafts": drafts, "scheduled": scheduled, "waiting": waiting, "reminders": reminders}
