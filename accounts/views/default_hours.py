"""What whoever declared no hours works, and the calendars of public holidays in use."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.set_working_hours import set_default_hours
from accounts.forms.week import WeekForm
from accounts.models import User
from accounts.queries import default_windows
from accounts.regions import region_in_words
from accounts.requests import MemberRequest, admins_only


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def default_hours(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, WeekForm.of(default_windows()))
    if "edit" in request.POST:
        return edit(request)
    week = WeekForm.posted(request.POST)
    if not week.is_valid():
        return _page(request, week, status=422)
    set_default_hours(actor=request.user, windows=week.windows)
    messages.success(request, _("Saved. Whoever said no hours of their own works these."))
    return redirect("admin-hours")


@require_POST
@admins_only
def edit(request: MemberRequest) -> HttpResponse:
    """One more window, one less, the same on weekdays; nothing is saved. A script gets the week,
    a plain form, which sends its buttons to the page itself, the whole page."""
    week = WeekForm.posted(request.POST).edit(request.POST.get("edit", "switch"))
    if request.headers.get("HX-Request"):
        return render(request, "accounts/_default_week.html", {"week": week})
    return _page(request, week)


def _page(request: MemberRequest, week: WeekForm, status: int = 200) -> HttpResponse:
    active = User.objects.filter(is_active=True)
    regions = active.exclude(holiday_region="").values_list("holiday_region").annotate(Count("pk")).order_by()
    context = {
        "week": week,
        "number": active.filter(working_hours=None).count(),
        "regions": sorted((region_in_words(region), region, people) for region, people in regions),
    }
    return render(request, "accounts/default_hours.html", context, status=status)
