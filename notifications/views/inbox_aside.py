"""What was set aside, and the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from notifications import clock
from notifications.inbox.aside import finished_by, sleeping_of
from threads.requests import MemberRequest


@require_safe
def finished(request: MemberRequest) -> HttpResponse:
    """Within the last seven days."""
    context = {"rows": finished_by(request.user, clock.now())}
    return render(request, "notifications/inbox/finished.html", context)


@require_safe
def snoozed(request: MemberRequest) -> HttpResponse:
    context = {"rows": sleeping_of(request.user, clock.now())}
    return render(request, "notifications/inbox/snoozed.html", context)
