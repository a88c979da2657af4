"""Coming in: ask for an invitation, or use the one that came by mail. GET changes nothing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import DeadLink, invitation_for
from accounts.actions.join import DomainNotAllowed, ask_to_join, join
from accounts.forms.join import AskForm, JoinForm
from accounts.limits import is_too_often
from accounts.mail import MailRefused
from accounts.models import Invitation, Organization
from accounts.requests import too_many_tries
from accounts.sign_in import sign_in


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """For whoever has an address of an allowed domain."""
    return _ask(request, invitation=None, secret=None)


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Says the same to everybody."""
    return render(request, "accounts/join_asked.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever has an account is led home; a dead link is dead for everybody alike."""
    if request.user.is_authenticated:
        return redirect("/")
    if request.method == "POST" and is_too_often(request, "join"):
        return too_many_tries(request)
    try:
        invitation = invitation_for(secret)
        if not invitation.email:
            return _ask(request, invitation=invitation, secret=secret)
        return _join(request, invitation, secret)
    except DeadLink:
        return render(request, "403_expired.html", status=403)


def _ask(request: HttpRequest, *, invitation: Invitation | None, secret: str | None) -> HttpResponse:
    form = AskForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if is_too_often(request, "ask_to_join", email):
            return too_many_tries(request)
        try:
            ask_to_join(email=email, link_secret=secret)
        except DomainNotAllowed:
            form.add_error("email", _("Addresses of this domain need an invitation. Ask an admin for one."))
        except MailRefused:
            form.add_error(None, _("The mail could not be sent. Try again in a few minutes."))
        else:
            return redirect("join-asked")
    context = {"form": form, "invitation": invitation, "organization": Organization.current()}
    return render(request, "accounts/join_ask.html", context, status=422 if form.errors else 200)


def _join(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    form = JoinForm(request.POST or None, email=invitation.email)
    if form.is_valid():
        data = form.cleaned_data
        user = join(secret=secret, name=data["name"], password=data["password"], time_zone=data["time_zone"])
        sign_in(request, user)
        return redirect("welcome")
    context = {"form": form, "invitation": invitation, "organization": Organization.current()}
    return render(request, "accounts/join.html", context, status=422 if form.errors else 200)
