"""How you sign in, and where you are signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.end_sessions import end_session, end_sessions
from accounts.devices import device_name
from accounts.requests import MemberRequest


@require_safe
def security(request: MemberRequest) -> HttpResponse:
    set_at = request.user.password_set_at
    context = {
        "sessions": _sessions(request),
        "password_age": timesince(set_at, depth=1) if set_at else "",
    }
    return render(request, "accounts/security.html", context)


@require_POST
def end_one(request: MemberRequest, number: int) -> HttpResponse:
    session = UserSession.objects.filter(user=request.user, pk=number).first()
    if session is None:
        raise Http404
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    end_session(user_id=request.user.pk, session_key=session.session_key)
    messages.success(request, _("That browser is signed out."))
    return redirect("security")


@require_POST
def end_others(request: MemberRequest) -> HttpResponse:
    end_sessions(user=request.user, keep=request.session.session_key)
    messages.success(request, _("You are signed in here alone."))
    return redirect("security")


def _sessions(request: MemberRequest) -> list[UserSession]:
    """This browser's first, then by last use; each with its `device` and whether it `is_this`."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    sessions = list(
        UserSession.objects.filter(user=request.user, session_key__in=living).order_by("-last_seen_at")
    )
    for session in sessions:
        session.device = device_name(session.user_agent) or _("Unknown device")
        session.is_this = session.session_key == request.session.session_key
    return sorted(sessions, key=lambda session: not session.is_this)
