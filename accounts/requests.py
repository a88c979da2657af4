"""What views ask of a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User


class MemberRequest(HttpRequest):
    """A request of somebody signed in, as every view not marked `login_not_required` gets."""

    user: User


def admins_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_admin:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def too_many_tries(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
