"""Back from leave: what is left to know."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifications import clock
from notifications.actions.close_brief import close_brief
from notifications.inbox.brief import brief_of
from notifications.inbox.leave import leave_of
from threads.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def brief(request: MemberRequest) -> HttpResponse:
    """GET: for a month after the leave, closed or not. POST: mark the rest as read."""
    now = clock.now()
    leave = leave_of(request.user, now)
    if leave is None:
        raise Http404
    if request.method == "POST":
        close_brief(user=request.user, last=leave.last)
        messages.success(request, _("The rest is marked as read."))
        return redirect("inbox")
    context = {"brief": brief_of(request.user, leave, now), "leave": leave}
    return render(request, "notifications/inbox/brief.html", context)
