"""Make an account whose e-mail address is known to be the person's."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.events import UserJoined, user_joined
from accounts.models import Invitation, User


def add_person(
    *,
    email: str,
    name: str,
    password: str | None = None,
    invitation: Invitation | None = None,
    **fields: Any,
) -> User:
    """A new user with a proven address; `fields` are others of `User`.

    Raises `IntegrityError` when the address or the handle is taken. Sends `UserJoined`.
    """
    with transaction.atomic():
        user = User.objects.create_user(email, password, name=name, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        user_joined.send(UserJoined(user=user, invitation=invitation))
    return user
