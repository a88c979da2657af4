"""How people work together: the page that everybody reads, and its wording."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organization
from accounts.requests import admins_only
from threads.actions.word_agreement import word_agreement
from threads.forms.agreement import AgreementForm
from threads.queries.agreement import agreement_for
from threads.requests import MemberRequest


@require_safe
def agreement(request: MemberRequest) -> HttpResponse:
    """The norms in plain words, with the channels that the viewer may read."""
    return render(request, "threads/norms/agreement.html", agreement_for(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def wording(request: MemberRequest) -> HttpResponse:
    organization = Organization.objects.get(pk=1)
    data = request.POST if request.method == "POST" else None
    form = AgreementForm(data, initial={"text": organization.agreement})
    if form.is_valid():
        word_agreement(actor=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Saved. Everybody reads it from now on."))
        return redirect("norms")
    context = {**agreement_for(request.user), "form": form}
    return render(request, "threads/norms/wording.html", context, status=422 if form.errors else 200)
