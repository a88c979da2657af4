"""What is held for somebody, shown because they asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from notifications import clock
from notifications.models import Delivery, Notification
from notifications.quiet import held_with_messages
from notifications.words import why
from threads.requests import MemberRequest


@require_safe
def held(request: MemberRequest) -> HttpResponse:
    """Each with the words that tell why it waits."""
    rows = held_with_messages(request.user)
    now = clock.now()
    shown = [{"message": row.message, "why": why(_first(row), now)} for row in rows]
    return render(request, "notifications/held.html", {"held": shown})


def _first(row: Notification) -> Delivery:
    """The delivery that leaves first."""
    deliveries: list[Delivery] = row.held  # type: ignore[attr-defined]  # set by held_with_messages
    return deliveries[0]
