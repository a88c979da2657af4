"""One stretch of days off: add, change, remove."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.time_off import add_time_off, change_time_off, remove_time_off
from accounts.forms.time_off import TimeOffForm
from accounts.models import TimeOff
from accounts.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    form = TimeOffForm(request.POST or None, user=request.user)
    if form.is_valid():
        add_time_off(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Your team sees when you are away."))
        return redirect("hours")
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, number: int) -> HttpResponse:
    days = get_object_or_404(request.user.time_off, pk=number)
    if request.method != "POST":
        return _page(request, TimeOffForm.of(days), days)
    form = TimeOffForm(request.POST, user=request.user)
    if form.is_valid():
        change_time_off(time_off=days, **form.cleaned_data)
        messages.success(request, _("Saved. Your team sees when you are away."))
        return redirect("hours")
    return _page(request, form, days)


@require_POST
def remove(request: MemberRequest, number: int) -> HttpResponse:
    remove_time_off(time_off=get_object_or_404(request.user.time_off, pk=number))
    messages.success(request, _("Removed. You work on these days again."))
    return redirect("hours")


def _page(request: MemberRequest, form: TimeOffForm, days: TimeOff | None) -> HttpResponse:
    context = {"form": form, "days": days}
    return render(request, "accounts/time_off.html", context, status=422 if form.errors else 200)
