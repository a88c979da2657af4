"""The acknowledgement nudge: "React 👍 instead, and nobody gets notified"."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from threads.access import thread_for
from threads.acknowledgements import suggest
from threads.likely_languages import likely_languages
from threads.requests import MemberRequest

LONGEST = 200


@require_POST
def nudge(request: MemberRequest, thread_id: int) -> HttpResponse:
    """The nudge for `text`, or an empty answer when it is more than an acknowledgement."""
    thread_for(request.user, thread_id)
    text = request.POST.get("text", "")
    emoji = suggest(text, *likely_languages(request)) if len(text) <= LONGEST else None
    if emoji is None:
        return HttpResponse(status=204)
    return render(request, "threads/messages/_nudge.html", {"emoji": emoji})
