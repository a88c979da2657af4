"""Completion of `@`, `#` and `:` while somebody writes."""

from __future__ import annotations

from dataclasses import asdict

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accounts.acquaintances import people_known_to
from accounts.models import User
from threads.access import channel_for, readers_of, readers_of_channel, thread_for
from threads.queries import completion
from threads.requests import MemberRequest, number_of


@require_safe
def complete(request: MemberRequest) -> HttpResponse:
    """`kind` is people, channels or emoji; `q` what was typed after the sign."""
    kind, typed = request.GET.get("kind"), request.GET.get("q", "")[:40]
    if kind == "people":
        items = completion.people(_people(request), typed)
    elif kind == "channels":
        items = completion.channels(request.user, typed)
    elif kind == "emoji":
        items = completion.emoji(typed)
    else:
        items = []
    return JsonResponse({"items": [asdict(item) for item in items]})


def _people(request: MemberRequest) -> QuerySet[User]:
    """Those who can read where the text will stand."""
    if thread_id := number_of(request, "thread"):
        return readers_of(thread_for(request.user, thread_id))
    if channel_id := number_of(request, "channel"):
        return readers_of_channel(channel_for(request.user, channel_id))
    return people_known_to(request.user).filter(is_active=True)
