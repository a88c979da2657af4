"""Drafts. Every address here has an entry in the permission matrix."""

from __future__ import annotations

from django.urls import path

from threads.views import draft_pages, drafts

urlpatterns = [
    path("drafts/", draft_pages.drafts, name="drafts"),
    path("drafts/new-thread/", drafts.of_new_thread, name="draft-new"),
    path("drafts/<int:draft_id>/discard/", draft_pages.discard, name="draft-discard"),
]
