"""The public holidays of one region: admins add days and strike others."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.holidays import DayTaken, add_holiday, strike_holiday
from accounts.forms.time_off import Day
from accounts.models import Holiday, User
from accounts.regions import region_in_words
from accounts.requests import MemberRequest, admins_only


class HolidayForm(forms.Form):
    day = Day(label=gettext_lazy("Date"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)


@require_safe
@admins_only
def calendar(request: MemberRequest, region: str) -> HttpResponse:
    return _page(request, region, HolidayForm())


@require_POST
@admins_only
def add(request: MemberRequest, region: str) -> HttpResponse:
    _people_of(region)
    form = HolidayForm(request.POST)
    if form.is_valid():
        try:
            add_holiday(actor=request.user, region=region, **form.cleaned_data)
        except DayTaken:
            form.add_error("day", _("That day is a holiday already."))
        else:
            messages.success(request, _("Added."))
            return redirect("admin-holidays", region)
    return _page(request, region, form, status=422)


@require_POST
@admins_only
def strike(request: MemberRequest, number: int) -> HttpResponse:
    """`struck` "1" makes it a day like any other, "0" a holiday again."""
    holiday = get_object_or_404(Holiday.objects.select_related("calendar"), pk=number)
    region = holiday.calendar.region
    strike_holiday(actor=request.user, holiday=holiday, struck=request.POST.get("struck") != "0")
    return redirect("admin-holidays", region)


def _page(request: MemberRequest, region: str, form: HolidayForm, status: int = 200) -> HttpResponse:
    """From the beginning of this year on."""
    days = Holiday.objects.filter(calendar__region=region, calendar__year__gte=timezone.localdate().year)
    context = {
        "region": region,
        "name": region_in_words(region),
        "number": _people_of(region),
        "days": days,
        "form": form,
    }
    return render(request, "accounts/admin_holidays.html", context, status=status)


def _people_of(region: str) -> int:
    """How many chose it. Http404 for a calendar that nobody uses."""
    number = User.objects.filter(holiday_region=region, is_active=True).count()
    if not number:
        raise Http404
    return number
