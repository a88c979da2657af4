"""Markdown as it will look, rendered by the server."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.acquaintances import people_known_to
from threads.access import channel_for, thread_for
from threads.directory import directory, render_for_channel, render_for_thread
from threads.markdown import MAX_LENGTH
from threads.markdown import render as rendered
from threads.requests import MemberRequest, number_of, wants_json


@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    """For `thread`, for `channel`, or for neither (a direct thread that is being begun)."""
    text = request.POST.get("text", "")[:MAX_LENGTH]
    if thread_id := number_of(request, "thread"):
        html = render_for_thread(text, thread_for(request.user, thread_id)).html
    elif channel_id := number_of(request, "channel"):
        html = render_for_channel(text, channel_for(request.user, channel_id)).html
    else:
        html = rendered(text, directory(text, people_known_to(request.user).filter(is_active=True))).html
    scripted = request.htmx or wants_json(request)
    template = "threads/messages/_preview.html" if scripted else "threads/messages/preview.html"
    return render(request, template, {"html": html})
