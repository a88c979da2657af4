"""Addresses of the inbox. Each has an entry in the permission matrix."""

from __future__ import annotations

from django.urls import path

from notifications.views import inbox, inbox_aside, inbox_brief, inbox_settle, inbox_triage

urlpatterns = [
    path("", inbox.home, name="home"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/done/", inbox_triage.done, name="inbox-done"),
    path("inbox/snooze/", inbox_triage.put_off, name="inbox-snooze"),
    path("inbox/undo/", inbox_triage.undo, name="inbox-undo"),
    path("inbox/acknowledged/", inbox.acknowledged, name="inbox-acknowledged"),
    path("inbox/brief/", inbox_brief.brief, name="inbox-brief"),
    path("inbox/finished/", inbox_aside.finished, name="inbox-finished"),
    path("inbox/snoozed/", inbox_aside.snoozed, name="inbox-snoozed"),
    path("inbox/<int:thread_id>/settle/", inbox_settle.settle, name="inbox-settle"),
    path("inbox/<int:thread_id>/return/", inbox_triage.come_back, name="inbox-return"),
]
