"""Make an account whose e-mail address is known to be the person's."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.events import UserJoined, user_joined
from accounts.models import Invitation, User

TRIES = 5


def add_person(
    *,
    email: str,
    name: str,
    password: str | None = None,
    invitation: Invitation | None = None,
    **fields: Any,
) -> User:
    """A new user with a proven address; `fields` are others of `User`.

    Raises `IntegrityError` when the address, or a handle that was asked for, is taken.
    Sends `UserJoined`.
    """
    with transaction.atomic():
        user = _create(email=email, name=name, password=password, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        user_joined.send(UserJoined(user=user, invitation=invitation))
    return user


def _create(**fields: Any) -> User:
    """Two people of one name who join at once are both given the same free handle; the second
    finds it taken on writing, and is given the next one."""
    for tries_left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return User.objects.create_user(**fields)
        except IntegrityError as error:
            if "handle" in fields or not tries_left or "user_handle_is_unique" not in str(error):
                raise
    raise AssertionError
