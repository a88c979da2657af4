"""Sending later, and reminders. Every address here has an entry in the permission matrix."""

from __future__ import annotations

from django.urls import path

from notifications.views import later, reminders, sent

urlpatterns = [
    path("t/<int:thread_id>/later/", later.of_reply, name="later"),
    path("later/", later.of_thread, name="later-new"),
    path("drafts/<int:draft_id>/later/", later.of_draft, name="draft-later"),
    path("sent/", sent.sent, name="sent"),
    path("sent/<int:scheduled_id>/edit/", sent.edit, name="sent-edit"),
    path("sent/<int:scheduled_id>/time/", sent.time, name="sent-time"),
    path("sent/<int:scheduled_id>/cancel/", sent.cancel, name="sent-cancel"),
    path("m/<int:message_id>/remind/", reminders.remind, name="remind"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/<int:reminder_id>/cancel/", reminders.cancel, name="reminder-cancel"),
]
