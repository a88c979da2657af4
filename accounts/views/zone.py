"""The question whether hours move along when a device shows another zone; never silently."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.set_working_hours import change_time_zone
from accounts.requests import MemberRequest
from accounts.time_zones import canonical_zone
from accounts.wall_clock import zone_named


@require_http_methods(["GET", "HEAD", "POST"])
def zone(request: MemberRequest) -> HttpResponse:
    """GET with the device's `zone`: the question as a fragment, or 204 where there is none.
    POST answers it with yes; whoever says no keeps what they have and sends nothing."""
    user = request.user
    name = request.POST.get("zone", "") or request.GET.get("zone", "")
    try:
        device = canonical_zone(name[:64])
    except ValueError:
        return HttpResponse(status=204)
    if request.method == "POST":
        change_time_zone(user=user, time_zone=device)
        messages.success(request, _("Your hours now stand on the clock of %(zone)s.") % {"zone": device})
        return redirect("hours")
    if not user.follows_device or device == user.time_zone:
        return HttpResponse(status=204)
    context = {
        "device": device,
        "there": _clock(device),
        "kept": user.time_zone,
        "here": _clock(user.time_zone),
    }
    return render(request, "accounts/_zone_question.html", context)


def _clock(name: str) -> str:
    return date_format(timezone.now().astimezone(zone_named(name)), "D H:i")
