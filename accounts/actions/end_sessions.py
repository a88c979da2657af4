"""Sign somebody out of browsers."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from accounts.events import SessionsEnded, sessions_ended
from accounts.models import User


def end_sessions(*, user: User, keep: str | None = None) -> int:
    """Ends all of the person's sessions but the one with the key `keep`; says how many.

    Counts on sessions being kept in the database alone (SESSION_ENGINE).
    """
    return _end(user.pk, UserSession.objects.filter(user=user).exclude(session_key=keep or ""))


def end_session(*, user_id: int, session_key: str) -> int:
    return _end(user_id, UserSession.objects.filter(user_id=user_id, session_key=session_key))


def forget_dead_sessions(*, user_id: int) -> int:
    """Those whose cookie has become worthless, as the old key has after a new password."""
    living = Session.objects.values("session_key")
    return _end(user_id, UserSession.objects.filter(user_id=user_id).exclude(session_key__in=living))


def _end(user_id: int, sessions: QuerySet[UserSession]) -> int:
    with transaction.atomic():
        keys = tuple(sessions.values_list("session_key", flat=True))
        if keys:
            Session.objects.filter(session_key__in=keys).delete()
            UserSession.objects.filter(session_key__in=keys).delete()
            sessions_ended.send(SessionsEnded(user_id=user_id, session_keys=keys))
    return len(keys)
