"""The delivery preview: who will hear of what is being written, and when."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.acquaintances import people_known_to
from accounts.models import User
from notifications import clock
from notifications.preview import preview
from notifications.telling import Told, told, told_instead
from threads import rights
from threads.access import channel_for, readers_of_channel, thread_for
from threads.acknowledgements import suggest
from threads.addressing import AUTO
from threads.forms.people import handles_in
from threads.likely_languages import likely_languages
from threads.markdown import MAX_LENGTH
from threads.models import Thread, Urgency
from threads.requests import MemberRequest, number_of, wants_json

LONGEST_NUDGE = 80


@require_POST
def of_reply(request: MemberRequest, thread_id: int) -> HttpResponse:
    """Fields as of a reply; `acknowledges` while the nudge stands beside it."""
    thread = thread_for(request.user, thread_id)
    if not rights.may_post(request.user, thread):
        raise Http404
    found = preview(
        author=request.user,
        thread=thread,
        text=_text(request),
        urgency=_urgency(request),
        at=clock.now(),
    )
    text = _text(request).strip()
    is_nudged = "acknowledges" in request.POST and len(text) <= LONGEST_NUDGE
    is_nudged = is_nudged and bool(found.notified) and found.urgency == Urgency.NONE
    if is_nudged and suggest(text, *likely_languages(request)):
        return _answer(request, told_instead(found, text))
    return _answer(request, told(found, request.user))


@require_POST
def of_thread(request: MemberRequest) -> HttpResponse:
    """Fields as of a new thread, in a `channel` or `to` people; nothing while neither is chosen."""
    user = request.user
    people: list[User] = []
    if channel_id := number_of(request, "channel"):
        channel = channel_for(user, channel_id)
        if not rights.may_start_thread(user, channel):
            raise Http404
        responsible = readers_of_channel(channel).filter(pk=number_of(request, "responsible") or 0).first()
        thread = Thread(channel=channel, author=user, responsible=responsible)
    else:
        named = people_known_to(user).filter(
            is_active=True, handle__in=handles_in(request.POST.get("to", ""))
        )
        people = list(named.exclude(pk=user.pk))
        thread = Thread(author=user)
    if channel_id is None and not people:
        return _answer(request, None)
    found = preview(
        author=user,
        thread=thread,
        text=_text(request),
        urgency=_urgency(request),
        at=clock.now(),
        people=people,
    )
    return _answer(request, told(found, user), is_alone=True)


def _answer(request: MemberRequest, found: Told | None, *, is_alone: bool = False) -> HttpResponse:
    scripted = request.htmx or wants_json(request)
    if scripted and found is None:
        return HttpResponse(status=204)
    template = "notifications/_delivery.html" if scripted else "notifications/delivery.html"
    return render(request, template, {"delivery": found, "is_alone": is_alone})


def _text(request: MemberRequest) -> str:
    return request.POST.get("text", "")[:MAX_LENGTH]


def _urgency(request: MemberRequest) -> str:
    urgency = request.POST.get("urgency", "")
    return urgency if urgency in Urgency.values else AUTO
