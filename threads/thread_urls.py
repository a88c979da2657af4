"""Threads and messages. Every address here has an entry in the permission matrix."""

from __future__ import annotations

from django.urls import path

from threads.views import (
    changes,
    completion,
    custom_emoji,
    drafts,
    edit_message,
    message_menu,
    messages,
    nudge,
    preview,
    reactions,
    reading,
    references,
    sidebar,
    thread,
    thread_changes,
)

urlpatterns = [
    path("t/<int:thread_id>/", thread.page, name="thread"),
    path("t/<int:thread_id>/messages/", messages.messages, name="messages"),
    path("t/<int:thread_id>/changes/", changes.changes, name="changes"),
    path("t/<int:thread_id>/read/", reading.read, name="read"),
    path("t/<int:thread_id>/unread/", reading.unread, name="unread"),
    path("t/<int:thread_id>/follow/", reading.follow, name="follow"),
    path("t/<int:thread_id>/draft/", drafts.save, name="draft"),
    path("t/<int:thread_id>/nudge/", nudge.nudge, name="nudge"),
    path("t/<int:thread_id>/rename/", thread_changes.rename, name="rename-thread"),
    path("t/<int:thread_id>/resolve/", thread_changes.resolve, name="resolve-thread"),
    path("t/<int:thread_id>/reopen/", thread_changes.reopen, name="reopen-thread"),
    path("t/<int:thread_id>/responsible/", thread_changes.responsible, name="thread-responsible"),
    path("t/<int:thread_id>/move/", thread_changes.move, name="move-thread"),
    path("t/<int:thread_id>/pin/", thread_changes.pin, name="pin-thread"),
    path("t/<int:thread_id>/<slug:slug>", thread.page, name="thread"),
    path("m/<int:message_id>/", messages.permalink, name="message"),
    path("m/<int:message_id>/menu/", message_menu.menu, name="message-menu"),
    path("m/<int:message_id>/edit/", edit_message.edit, name="edit-message"),
    path("m/<int:message_id>/delete/", edit_message.delete, name="delete-message"),
    path("m/<int:message_id>/history/", edit_message.history, name="message-history"),
    path("m/<int:message_id>/source/", edit_message.source, name="message-source"),
    path("m/<int:message_id>/react/", reactions.react, name="react"),
    path("preview/", preview.preview, name="preview"),
    path("complete/", completion.complete, name="complete"),
    path("refs/", references.references, name="references"),
    path("sidebar/", sidebar.sidebar, name="sidebar"),
    path("emoji/custom.json", custom_emoji.listing, name="custom-emoji"),
    path("emoji/<slug:name>/", custom_emoji.image, name="custom-emoji-image"),
    path("admin/emoji/", custom_emoji.manage, name="manage-emoji"),
    path("admin/emoji/<slug:name>/delete/", custom_emoji.delete, name="delete-emoji"),
]
