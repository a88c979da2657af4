"""What a page that lost its connection still lacks."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from threads import frames
from threads.queries.messages import changes_after
from threads.queries.page import thread_with_norm
from threads.requests import MemberRequest, number_of


@require_safe
def changes(request: MemberRequest, thread_id: int) -> HttpResponse:
    """Everything that changed after sequence `?after=`; `complete` false means too much."""
    thread = thread_with_norm(request.user, thread_id)
    found = changes_after(thread, number_of(request, "after") or 0)
    answer = {
        "seq": found.seq,
        "complete": found.complete,
        "last": thread.last_number,
        "title": thread.title,
        "head": frames.head(thread),
        "messages": [frames.loaded(message) for message in found.messages],
        "entries": [frames.entry(thread, entry) for entry in found.entries],
    }
    if not found.complete:
        answer["messages"] = answer["entries"] = []
    return JsonResponse(answer)
