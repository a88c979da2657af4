"""The first question after joining: when do you work?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.welcome import welcome_with_hours, welcome_without_hours
from accounts.forms.hours import WelcomeForm
from accounts.requests import MemberRequest
from accounts.typical_day import bars, in_clocks, on_the_wall, typical_day
from accounts.working_time import Schedule, Window, next_opening

USUAL = tuple(Window(day, *hours) for day in range(5) for hours in ((540, 720), (780, 1020)))


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: MemberRequest) -> HttpResponse:
    if "skip" in request.POST:
        welcome_without_hours(user=request.user)
        return redirect("/")
    form = WelcomeForm(request.POST or None, initial={"time_zone": request.user.time_zone})
    if form.is_valid():
        data = form.cleaned_data
        welcome_with_hours(user=request.user, time_zone=data["time_zone"], windows=data["windows"])
        return redirect("/")
    context = {"form": form, **_preview(request.user.time_zone, USUAL)}
    return render(request, "accounts/welcome.html", context, status=422 if form.errors else 200)


@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    """What the hours in the form would mean; nothing is saved. 204 while they say nothing."""
    form = WelcomeForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=204)
    context = _preview(form.cleaned_data["time_zone"], form.cleaned_data["windows"])
    return render(request, "accounts/_hours_preview.html", context)


def _preview(time_zone: str, windows: Sequence[Window]) -> dict[str, Any]:
    now = timezone.now()
    schedule = Schedule(time_zone, tuple(windows))
    opening = next_opening(schedule, now)
    stretches = on_the_wall(typical_day(schedule, now), time_zone)
    return {
        "time_zone": time_zone,
        "is_working": opening == now,
        "opening": opening,
        "clocks": in_clocks(stretches),
        "bars": bars(stretches),
    }
