"""Your hours: the working week, how notifications come, time off, holidays, focus."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import schedule_for
from accounts.requests import MemberRequest
from accounts.time_off import days_off
from notifications.actions.save_hours import save_hours
from notifications.forms.hours import HoursForm
from notifications.models import Preference
from notifications.team_sees import TeamSees, team_sees

PARTS = {"batch": "_delivery.html", "regions": "_holidays.html"}


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, HoursForm.of(request.user, schedule_for(request.user).windows))
    if "edit" in request.POST:
        return edit(request)
    form = HoursForm.posted(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    place = form.place.cleaned_data
    save_hours(
        user=request.user,
        windows=form.week.windows,
        time_zone=place["time_zone"],
        follows_device=place["follows_device"],
        holiday_region=place["holiday_region"],
        preferences=form.preferences.cleaned_data,
    )
    messages.success(request, _("Saved. Your team sees your new hours."))
    return redirect("hours")


@require_POST
def edit(request: MemberRequest) -> HttpResponse:
    """One more window, one less, the same on weekdays, another time for batches, the regions of
    a country; nothing is saved. A script gets the part that changes, a plain form, which sends
    its buttons to the page itself, the whole page."""
    form = HoursForm.posted(request.POST)
    what = request.POST.get("edit", "switch")
    form.edit(what)
    if not request.headers.get("HX-Request"):
        return _page(request, form)
    part = PARTS.get(what.rpartition("-")[2], "_week.html")
    response = render(request, f"notifications/hours/{part}", {"form": form})
    response["HX-Trigger-After-Swap"] = "hours-edited"
    return response


@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    """What your team would see; nothing is saved. 204 while the form says nothing that counts."""
    form = HoursForm.posted(request.POST)
    if not form.is_valid():
        return HttpResponse(status=204)
    return render(request, "notifications/hours/_team_sees.html", {"sees": _sees(request, form)})


def _page(request: MemberRequest, form: HoursForm, status: int = 200) -> HttpResponse:
    user = request.user
    context: dict[str, Any] = {
        "form": form,
        "sees": _sees(request, form),
        "declared": user.working_hours.exists(),
        "days_off": days_off(user, timezone.localdate()),
        "now": timezone.now(),
    }
    return render(request, "notifications/hours/hours.html", context, status=status)


def _sees(request: MemberRequest, form: HoursForm) -> TeamSees:
    """By what can be read of the form, else by what is stored."""
    user, place, wishes = request.user, form.place, form.preferences
    zone = place.cleaned_data.get("time_zone") if place.is_bound and not place.errors else None
    mode = wishes["mode"].value()
    if mode not in Preference.Mode.values:
        mode = Preference.Mode.AS_THEY_COME
    return team_sees(
        user,
        time_zone=zone or user.time_zone,
        windows=form.week.windows or schedule_for(user).windows,
        mode=mode,
        batch_times=wishes.batch_times,
        at=timezone.now(),
    )
