"""What the members page sends about invitations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.actions.invite import invite_by_mail, make_link, revoke_invitation
from accounts.forms.members import InviteForm, LinkForm
from accounts.limits import is_too_often
from accounts.mail import MailRefused
from accounts.models import Invitation, User
from accounts.requests import MemberRequest, admins_only, too_many_tries
from accounts.views.members import MADE_LINK, members_page


@require_POST
@admins_only
def invite(request: MemberRequest) -> HttpResponse:
    """Whoever has an account already is left out, and named."""
    form = InviteForm(request.POST, inviter_role=request.user.role, prefix="invite")
    if not form.is_valid():
        return members_page(request, invite_form=form)
    if is_too_often(request, "invite"):
        return too_many_tries(request)
    emails = form.cleaned_data["emails"]
    known = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
    invited = 0
    for email in emails:
        if email in known:
            continue
        try:
            invite_by_mail(inviter=request.user, email=email, role=form.cleaned_data["role"])
        except MailRefused:
            messages.error(
                request, _("The mail to %(email)s could not be sent. Try again later.") % {"email": email}
            )
            break
        invited += 1
    if known:
        messages.info(request, _("Here already: %(emails)s.") % {"emails": ", ".join(sorted(known))})
    if invited:
        text = ngettext(
            "%(count)d invitation is on its way.", "%(count)d invitations are on their way.", invited
        )
        messages.success(request, text % {"count": invited})
    return redirect("members")


@require_POST
@admins_only
def link(request: MemberRequest) -> HttpResponse:
    """The address is shown once, on the page that follows."""
    form = LinkForm(request.POST, inviter_role=request.user.role, prefix="link")
    if not form.is_valid():
        return members_page(request, link_form=form)
    data = form.cleaned_data
    _invitation, address = make_link(
        inviter=request.user, role=data["role"], days=data["days"], max_uses=data["max_uses"]
    )
    request.session[MADE_LINK] = address
    return redirect("members")


@require_POST
@admins_only
def revoke(request: MemberRequest, number: int) -> HttpResponse:
    revoke_invitation(actor=request.user, invitation=get_object_or_404(Invitation, pk=number))
    messages.success(request, _("The invitation no longer works."))
    return redirect("members")
