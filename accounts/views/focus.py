"""Begin and end a focus."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.focus import begin_focus, end_focus
from accounts.clock_times import NotAClock, read_clock
from accounts.queries import schedule_for
from accounts.requests import MemberRequest
from accounts.wall_clock import local_date, opening_instant, zone_named
from accounts.working_time import end_of_working_day

LENGTHS = {"30": timedelta(minutes=30), "60": timedelta(hours=1), "120": timedelta(hours=2)}


@require_POST
def focus(request: MemberRequest) -> HttpResponse:
    """`for` is a length in minutes, "day" (until the working day ends), "at" (until the clock
    shows the time in `at`, today or tomorrow) or "end"."""
    asked = request.POST.get("for", "")
    if asked == "end":
        end_focus(user=request.user)
        messages.success(request, _("Your focus has ended."))
        return _back(request)
    try:
        until = _until(request, asked, timezone.now())
    except NotAClock as error:
        messages.error(request, str(error))
        return _back(request)
    begin_focus(user=request.user, until=until, note=request.POST.get("note", ""))
    moment = date_format(timezone.localtime(until), "D H:i")
    messages.success(request, _("Nothing interrupts you until %(moment)s.") % {"moment": moment})
    return _back(request)


def _until(request: MemberRequest, asked: str, now: datetime) -> datetime:
    if asked == "at":
        return _next_time(request.user.time_zone, read_clock(request.POST.get("at", "")), now)
    if asked == "day":
        closing = end_of_working_day(schedule_for(request.user), now, 0)
        if closing is None:
            raise NotAClock(_("You have no upcoming hours. Say until when instead."))
        return closing
    return now + LENGTHS.get(asked, LENGTHS["60"])


def _next_time(time_zone: str, minutes: int, now: datetime) -> datetime:
    """When the clock there next shows that many minutes after midnight."""
    zone = zone_named(time_zone)
    midnight = datetime.combine(local_date(now, zone), time())
    today = opening_instant(midnight + timedelta(minutes=minutes), zone)
    return today if today > now else opening_instant(midnight + timedelta(days=1, minutes=minutes), zone)


def _back(request: MemberRequest) -> HttpResponse:
    """To the page that it was asked from: the menu stands on every page."""
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return redirect(page)
    return redirect("hours")
