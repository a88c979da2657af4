"""The first-run page: nothing works before, and it is gone afterwards."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.set_up_organization import AlreadySetUp, set_up_organization
from accounts.forms.set_up import SetUpForm
from accounts.limits import is_too_often
from accounts.models import Organization
from accounts.requests import too_many_tries
from accounts.sign_in import sign_in


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    if Organization.objects.exists():
        raise Http404
    if request.method != "POST":
        first = {"code": request.GET.get("code", ""), "address": settings.BOBBIN_URL}
        return render(request, "accounts/set_up.html", {"form": SetUpForm(initial=first)})
    if is_too_often(request, "set_up"):
        return too_many_tries(request)
    form = SetUpForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/set_up.html", {"form": form}, status=422)
    data = form.cleaned_data
    try:
        owner = set_up_organization(
            name=data["organization"],
            address=data["address"],
            time_zone=data["time_zone"],
            owner_name=data["name"],
            email=data["email"],
            password=data["password"],
        )
    except AlreadySetUp:
        messages.info(request, _("Somebody else has just made the organization."))
        return redirect("account_login")
    sign_in(request, owner)
    return redirect("welcome")
