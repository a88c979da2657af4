"""What every page of somebody signed in may show."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User
from threads.queries.sidebar import Sidebar


def sidebar(request: HttpRequest) -> dict[str, Sidebar]:
    """`sidebar`, which asks the database only when a template looks into it."""
    user = getattr(request, "user", None)
    return {"sidebar": Sidebar(user)} if isinstance(user, User) else {}
