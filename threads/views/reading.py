"""How far somebody has read, and what they follow."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from threads.access import thread_for
from threads.actions.mark_read import follow_thread, mark_read, mark_unread
from threads.requests import MemberRequest, number_of


@require_POST
def read(request: MemberRequest, thread_id: int) -> HttpResponse:
    """Without `number`: all of it."""
    thread = thread_for(request.user, thread_id)
    number = number_of(request, "number") or thread.last_number
    mark_read(user=request.user, thread=thread, number=number)
    return HttpResponse(status=204)


@require_POST
def unread(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = thread_for(request.user, thread_id)
    mark_unread(user=request.user, thread=thread, number=number_of(request, "number") or 1)
    return redirect(thread.channel or "home")


@require_POST
def follow(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = thread_for(request.user, thread_id)
    following = request.POST.get("following") == "1"
    follow_thread(user=request.user, thread=thread, following=following)
    return redirect(thread)
