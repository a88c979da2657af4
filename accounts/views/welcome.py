"""The first question after joining: when do you work?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.welcome import welcome_with_hours, welcome_without_hours
from accounts.forms.hours import WelcomeForm
from accounts.requests import MemberRequest
from accounts.working_time import Schedule, Window, next_opening

A_DAY = 1440


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: MemberRequest) -> HttpResponse:
    if "skip" in request.POST:
        welcome_without_hours(user=request.user)
        return redirect("/")
    form = WelcomeForm(request.POST or None, initial={"time_zone": request.user.time_zone})
    if form.is_valid():
        data = form.cleaned_data
        welcome_with_hours(
            user=request.user,
            time_zone=data["time_zone"],
            weekdays=data["weekdays"],
            windows=data["windows"],
        )
        return redirect("/")
    preview = _preview(request.user.time_zone, [0, 1, 2, 3, 4], [(540, 720), (780, 1020)])
    context = {"form": form, **preview}
    return render(request, "accounts/welcome.html", context, status=422 if form.errors else 200)


@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    """What the hours in the form would mean; nothing is saved. 204 while they say nothing."""
    form = WelcomeForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=204)
    data = form.cleaned_data
    context = _preview(data["time_zone"], data["weekdays"], data["windows"])
    return render(request, "accounts/_hours_preview.html", context)


def _preview(time_zone: str, weekdays: list[int], windows: list[tuple[int, int]]) -> dict[str, Any]:
    """`bands` are (x, width) in hundredths of the day, for the drawing; what runs past midnight
    goes on at the left."""
    now = timezone.now()
    schedule = Schedule(time_zone, tuple(Window(day, *window) for day in weekdays for window in windows))
    opening = next_opening(schedule, now)
    parts = [(start, min(end, A_DAY)) for start, end in windows]
    parts += [(0, end - A_DAY) for _start, end in windows if end > A_DAY]
    return {
        "time_zone": time_zone,
        "is_working": opening == now,
        "opening": opening,
        "windows": [(_clock(start), _clock(end)) for start, end in windows],
        "bands": [(f"{start / A_DAY:.2%}", f"{(end - start) / A_DAY:.2%}") for start, end in parts],
    }


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes if minutes <= A_DAY else minutes - A_DAY, 60)
    return f"{hours:02}:{rest:02}"
