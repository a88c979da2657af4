"""Browsers in which people are signed in."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from accounts.models import User


def sign_in(people: list[int]) -> list[str]:
    """The value of each one's session cookie."""
    found = []
    for person in User.objects.filter(pk__in=people).order_by("pk"):
        client = Client()
        client.force_login(person)
        found.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return found
