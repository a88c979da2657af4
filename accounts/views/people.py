"""Somebody's page, and their picture."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.acquaintances import people_known_to
from accounts.clock_words import presence
from accounts.hours_in_words import span_in_words
from accounts.queries import schedule_for
from accounts.requests import MemberRequest

A_YEAR = 365 * 24 * 3600


@require_safe
def person(request: MemberRequest, handle: str) -> HttpResponse:
    someone = get_object_or_404(people_known_to(request.user), handle=handle)
    context = {
        "person": someone,
        "presence": presence(schedule_for(someone), someone.place, timezone.now(), someone.focus_until),
        "hours": span_in_words(someone.working_hours.all()),
    }
    return render(request, "accounts/person.html", context)


@require_safe
def avatar(request: MemberRequest, handle: str) -> HttpResponse:
    """What `accounts.avatars` encoded, to people signed in; kept by their browser as long as
    the version in the address is this picture's."""
    someone = get_object_or_404(people_known_to(request.user).exclude(avatar=""), handle=handle)
    try:
        with someone.avatar.open() as file:
            response = HttpResponse(file.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    is_current = request.GET.get("v") == someone.avatar_version
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable" if is_current else "private, no-store"
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
