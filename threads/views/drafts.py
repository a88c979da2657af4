"""Drafts of replies and of new threads, saved while one writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from threads.access import thread_for
from threads.actions.save_draft import Conflict, save_draft
from threads.models import Draft, Thread
from threads.queries.drafts import drafts_of
from threads.requests import MemberRequest, number_of
from threads.views.new_thread import page_of


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: MemberRequest, thread_id: int) -> HttpResponse:
    """POST: 200 with the new version, or 409 with the other device's text and version. GET: what
    is kept, version 0 for nothing."""
    thread = thread_for(request.user, thread_id)
    if request.method != "POST":
        return _kept(drafts_of(request.user).filter(thread=thread).first())
    return _save(request, thread=thread)


@require_http_methods(["GET", "HEAD", "POST"])
def of_new_thread(request: MemberRequest) -> HttpResponse:
    """`?channel=` and `?to=` as where the thread is started; `title` and `kind` with the text."""
    page = page_of(request)
    if request.method != "POST":
        return _kept(page.draft)
    kind = request.POST.get("kind", "")
    return _save(
        request,
        title=request.POST.get("title", ""),
        kind=kind if kind in Thread.Kind.values else "",
        **page.place,
    )


def _save(request: MemberRequest, **what: Any) -> HttpResponse:
    try:
        version = save_draft(
            user=request.user,
            text=request.POST.get("text", ""),
            version=number_of(request, "version") or 0,
            **what,
        )
    except Conflict as conflict:
        other = {"text": conflict.text, "title": conflict.title, "version": conflict.version}
        return JsonResponse(other, status=409)
    return JsonResponse({"version": version})


def _kept(draft: Draft | None) -> HttpResponse:
    if draft is None:
        return JsonResponse({"text": "", "title": "", "version": 0})
    return JsonResponse({"text": draft.text, "title": draft.title, "version": draft.version})
