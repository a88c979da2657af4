"""The inbox: where a day starts and ends."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from notifications import clock
from notifications.actions.see_acknowledgements import see_acknowledgements
from notifications.inbox.acknowledgements import acknowledged as acknowledged_of
from notifications.inbox.leave import leave_to_tell
from notifications.inbox.page import inbox_of
from threads.requests import MemberRequest

UNDO = "inbox_undo"


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """`/`: the inbox, or, for who has just come back from leave, what they missed."""
    leave = leave_to_tell(request.user, clock.now())
    return redirect("inbox-brief" if leave else "inbox")


@require_safe
def inbox(request: MemberRequest) -> HttpResponse:
    """`?only=` one group, `&after=` a key: the part of it that comes after."""
    now = clock.now()
    only, after = request.GET.get("only", ""), request.GET.get("after", "")
    found = inbox_of(request.user, now, only=only, after=after)
    context = {
        "inbox": found,
        "only": only if after else "",
        "acknowledged": acknowledged_of(request.user, now),
        "leave": leave_to_tell(request.user, now),
        # Said once, to a browser without scripts.
        "undo": request.session.pop(UNDO, None),
    }
    return render(request, "notifications/inbox/inbox.html", context)


@require_POST
def acknowledged(request: MemberRequest) -> HttpResponse:
    until = parse_datetime(request.POST.get("until", "")[:40].replace(" ", "+"))
    if until is not None and until.tzinfo is not None:
        see_acknowledgements(user=request.user, until=until)
    return redirect("inbox")
