"""Your profile."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.change_picture import change_picture
from accounts.actions.set_working_hours import change_time_zone
from accounts.clock_words import presence
from accounts.forms.profile import ProfileForm
from accounts.models import User
from accounts.queries import schedule_for
from accounts.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ProfileForm(instance=request.user))
    # A form fills its instance in before it is valid; what else the page says of the viewer
    # must stay as it is.
    form = ProfileForm(request.POST, request.FILES, instance=User.objects.get(pk=request.user.pk))
    if not form.is_valid():
        return _page(request, form)
    with transaction.atomic():
        form.instance.save(update_fields=[field for field in form.Meta.fields if field != "time_zone"])
        change_time_zone(user=form.instance, time_zone=form.cleaned_data["time_zone"])
    if "remove_picture" in request.POST:
        change_picture(user=form.instance, webp=None)
    elif form.cleaned_data["picture"]:
        change_picture(user=form.instance, webp=form.cleaned_data["picture"])
    messages.success(request, _("Saved."))
    return redirect("profile")


def _page(request: MemberRequest, form: ProfileForm) -> HttpResponse:
    me = request.user
    context = {"form": form, "presence": presence(schedule_for(me), me.place, timezone.now(), me.focus_until)}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)
