"""The members page of admins: who is here, as what, and who may come in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.change_domains import change_domains
from accounts.actions.change_role import change_role
from accounts.actions.deactivate import deactivate, reactivate
from accounts.forms.members import DomainsForm, InviteForm, LinkForm, RoleForm, givable_roles
from accounts.member_lists import member_lists, member_row
from accounts.models import Organization, User
from accounts.requests import MemberRequest, admins_only
from accounts.roles import may_keep

MADE_LINK = "made_link"


@require_safe
@admins_only
def members(request: MemberRequest) -> HttpResponse:
    return members_page(request)


@require_POST
@admins_only
def set_role(request: MemberRequest, handle: str) -> HttpResponse:
    """htmx gets the row back, a plain form the page."""
    user = get_object_or_404(User, handle=handle)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    problem = ""
    try:
        change_role(actor=request.user, user=user, role=form.cleaned_data["role"])
    except ValidationError as error:
        problem = error.messages[0]
    if not request.headers.get("HX-Request"):
        if problem:
            messages.error(request, problem)
        return redirect("members")
    row = {"member": shown(request, member_row(user)), "problem": problem, "saved": not problem}
    return render(request, "accounts/_member.html", row, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def end_access(request: MemberRequest, handle: str) -> HttpResponse:
    user = get_object_or_404(User, handle=handle, is_active=True)
    if not may_keep(request.user.role, user.role):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "accounts/deactivate.html", {"person": user})
    try:
        deactivate(actor=request.user, user=user)
    except ValidationError as error:
        context = {"person": user, "problem": error.messages[0]}
        return render(request, "accounts/deactivate.html", context, status=422)
    messages.success(request, _("%(name)s is signed out everywhere.") % {"name": user.name})
    return redirect("members")


@require_POST
@admins_only
def give_access(request: MemberRequest, handle: str) -> HttpResponse:
    user = get_object_or_404(User, handle=handle)
    reactivate(actor=request.user, user=user)
    messages.success(request, _("%(name)s can sign in again.") % {"name": user.name})
    return redirect("members")


@require_POST
@admins_only
def set_domains(request: MemberRequest) -> HttpResponse:
    form = DomainsForm(request.POST)
    if not form.is_valid():
        return members_page(request, domains_form=form)
    change_domains(actor=request.user, domains=form.cleaned_data["domains"])
    messages.success(request, _("Saved."))
    return redirect("members")


def members_page(request: MemberRequest, **forms: Any) -> HttpResponse:
    """With the bound forms that had errors; the others are fresh."""
    organization = Organization.current()
    domains = ", ".join(organization.allowed_email_domains) if organization else ""
    search = request.GET.get("q", "")[:100].strip()
    lists = member_lists(search=search, after=request.GET.get("after", ""))
    for user in (*lists.people, *lists.guests, *lists.past):
        shown(request, user)
    for invitation in lists.invitations:
        invitation.left = timeuntil(invitation.expires_at, depth=1)  # type: ignore[attr-defined]
    context = {
        "lists": lists,
        "search": search,
        "invite_form": InviteForm(inviter_role=request.user.role, prefix="invite"),
        "link_form": LinkForm(inviter_role=request.user.role, prefix="link"),
        "domains_form": DomainsForm(initial={"domains": domains}),
        "made_link": request.session.pop(MADE_LINK, "") if not forms else "",
        **forms,
    }
    return render(request, "accounts/members.html", context, status=422 if forms else 200)


def shown(request: MemberRequest, member: User) -> User:
    """With what the viewer may do to them, for the row's template. About oneself others decide."""
    may = may_keep(request.user.role, member.role) and member.pk != request.user.pk
    member.roles_to_give = givable_roles(request.user.role) if may else []  # type: ignore[attr-defined]
    member.may_be_kept = may  # type: ignore[attr-defined]
    return member
