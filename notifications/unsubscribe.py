"""Links in mails that end a kind of mail, for whoever holds them, without signing in.

A token names a person, their present address and a kind of mail, signed; it ends with the
address. It can do nothing but unsubscribe, and undo that.
"""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from accounts.addresses import absolute
from accounts.models import User
from notifications.models import Unsubscription

SALT = "notifications.unsubscribe"
Kind = Unsubscription.Kind


def token_for(user: User, kind: str) -> str:
    return signing.dumps([user.pk, user.email, str(kind)], salt=SALT)


def url_for(user: User, kind: str, origin: str = "") -> str:
    path = reverse("unsubscribe", args=[token_for(user, kind)])
    return f"{origin}{path}" if origin else absolute(path)


def headers_for(user: User, kind: str, origin: str = "") -> dict[str, str]:
    """What lets a mail program offer "Unsubscribe" (RFC 2369, RFC 8058). `origin` is the public
    one, where it is at hand."""
    return {
        "List-Unsubscribe": f"<{url_for(user, kind, origin)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read_token(token: str) -> tuple[User, str] | None:
    """Whose and which kind; None for what we did not sign, for an address that is no longer
    theirs, and for somebody who left."""
    try:
        user_id, email, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id, email=email, is_active=True).first()
    return (user, kind) if user and kind in Kind.values else None


def unsubscribe(user: User, kind: str) -> None:
    Unsubscription.objects.get_or_create(user=user, kind=kind)


def subscribe_again(user: User, kind: str) -> None:
    Unsubscription.objects.filter(user=user, kind=kind).delete()


def is_unsubscribed(user: User, kind: str) -> bool:
    return Unsubscription.objects.filter(user=user, kind=kind).exists()
