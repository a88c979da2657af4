"""The page of drafts: what somebody began on any device."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from threads.actions.save_draft import discard_draft
from threads.queries.drafts import draft_for, entries_of
from threads.requests import MemberRequest


@require_safe
def drafts(request: MemberRequest) -> HttpResponse:
    """Only their author sees them."""
    context = {"entries": entries_of(request.user)}
    return render(request, "threads/drafts/drafts.html", context)


@require_POST
def discard(request: MemberRequest, draft_id: int) -> HttpResponse:
    discard_draft(user=request.user, draft=draft_for(request.user, draft_id))
    messages.success(request, _("Deleted."))
    return redirect("drafts")
