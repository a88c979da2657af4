"""Drafts of replies, saved while one writes."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from threads.access import thread_for
from threads.actions.save_draft import Conflict, save_draft
from threads.requests import MemberRequest, number_of


@require_POST
def save(request: MemberRequest, thread_id: int) -> HttpResponse:
    """200 with the new version, or 409 with the other device's text and version."""
    thread = thread_for(request.user, thread_id)
    try:
        version = save_draft(
            user=request.user,
            thread=thread,
            text=request.POST.get("text", ""),
            version=number_of(request, "version") or 0,
        )
    except Conflict as conflict:
        return JsonResponse({"text": conflict.text, "version": conflict.version}, status=409)
    return JsonResponse({"version": version})
