"""Keep track of the browsers in which somebody is signed in."""

from __future__ import annotations

import time
from typing import Any

from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH, get_client_ip
from allauth.usersessions.models import UserSession
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.utils import timezone

from accounts.actions.end_sessions import end_session, forget_dead_sessions
from accounts.models import User

SEEN = "seen_at"
SEEN_EVERY = 10 * 60
UNKNOWN = "::"


def sign_in(request: HttpRequest, user: User) -> None:
    """The session gets a new key; what was in it of another person goes."""
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")


def note_use(request: HttpRequest) -> None:
    """Writes when and from where the session was last used, every ten minutes at most: the
    time of the last writing is in the session itself, so that looking costs no query."""
    if time.time() - request.session.get(SEEN, 0) < SEEN_EVERY:
        return
    request.session[SEEN] = int(time.time())
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=timezone.now(), **_origin(request)
    )


def session_began(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Receives Django's `user_logged_in`, so that every way of signing in is listed."""
    request.session[SEEN] = int(time.time())
    UserSession.objects.update_or_create(
        session_key=request.session.session_key, defaults={"user": user, **_origin(request)}
    )


def session_left(*, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Receives Django's `user_logged_out`."""
    if user is not None and request.session.session_key:
        end_session(user_id=user.pk, session_key=request.session.session_key)


def password_changed(*, user: User, **_: Any) -> None:
    """Receives allauth's, after this browser's session has got its new key."""
    forget_dead_sessions(user_id=user.pk)


def password_reset(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Receives allauth's: whoever resets it while signed in signs in again, as everywhere."""
    if request.user.is_authenticated and request.user.pk == user.pk:
        logout(request)


def _origin(request: HttpRequest) -> dict[str, str]:
    return {
        "ip": get_client_ip(request) or UNKNOWN,
        "user_agent": request.META.get("HTTP_USER_AGENT", "")[:HTTP_USER_AGENT_MAX_LENGTH],
    }
