"""A channel's page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from threads import rights
from threads.access import channel_for
from threads.actions.mark_read import mark_channel_read
from threads.models import Level, Thread
from threads.purpose import purpose_html
from threads.queries import channel_page
from threads.requests import MemberRequest


@require_safe
def page(request: MemberRequest, channel_id: int, slug: str = "") -> HttpResponse:
    """`?state=resolved`, `?kind=decision`, `?before=` a key that the page before gave.

    Any slug leads here, so that links from before a renaming work, and on to the present one.
    """
    state = request.GET.get("state", "")
    kind = request.GET.get("kind", "")
    before = request.GET.get("before", "")
    state = state if state in Thread.State.values else Thread.State.OPEN
    kind = kind if kind in Thread.Kind.values else ""
    found = channel_page.load(request.user, channel_id, state=state, kind=kind, before=before)
    if slug != found.channel.name:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(found.channel.get_absolute_url() + query)
    context = {
        "found": found,
        "facts": found.facts,
        "channel": found.channel,
        "purpose": purpose_html(found.channel),
        "state": state,
        "kind": kind,
        "before": before,
        "address": f"?{urlencode({'state': state, 'kind': kind})}",
        "kinds": Thread.Kind.choices,
        "levels": Level.choices,
        "may_manage": rights.may_manage_channel(request.user, found.channel),
        "may_start": rights.may_start_thread(request.user, found.channel),
        "current_channel_id": found.channel.pk,
    }
    return render(request, "threads/channels/channel.html", context)


@require_POST
def read(request: MemberRequest, channel_id: int) -> HttpResponse:
    """Mark all as read."""
    channel = channel_for(request.user, channel_id)
    mark_channel_read(user=request.user, channel=channel)
    return redirect(channel)
