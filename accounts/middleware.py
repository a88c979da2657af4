"""What every request passes: is there an organization, is somebody signed in, where are they."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from accounts.models import Organization, User
from accounts.sign_in import note_use

BEFORE_SET_UP = frozenset({"setup", "livez", "readyz", "manifest", "offline", "service-worker"})


class FirstRunMiddleware:
    """Without an organization every page leads to the one that makes it.

    Only somebody not signed in costs a query: who is signed in belongs to an organization.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is not None and match.url_name in BEFORE_SET_UP:
            return None
        if request.user.is_authenticated or Organization.objects.exists():
            return None
        return redirect("setup")


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view asks for signing in unless marked `login_not_required`.

    What a script asks for in the background is answered with 401 instead of a page to sign in,
    which it could only put in the wrong place; the page in front stays, with what was typed.
    `Sec-Fetch-Dest` would not tell: a service worker passes a person's navigation on as its own.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        htmx = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
        if htmx or "application/json" in request.headers.get("Accept", ""):
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)


class ViewerMiddleware:
    """Times and words as the person who looks reads them: their zone, their language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> None:
        if not getattr(view, "login_required", True) and not request.COOKIES:
            return
        user = request.user
        if isinstance(user, User):
            timezone.activate(_zone(user.time_zone))
            translation.activate(user.locale)
            request.LANGUAGE_CODE = translation.get_language()
            note_use(request)


class StatusMiddleware:
    """allauth answers 200 to a form with errors and to a link that has run out; as everywhere
    here it is to be 422 and 403. Our own views render at once and pass by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        context = response.context_data or {}
        if context.get("token_fail") or not context.get("can_confirm", True):
            response.status_code = 403
        elif request.method == "POST" and getattr(context.get("form"), "errors", None):
            response.status_code = 422
        return response


def _zone(name: str) -> ZoneInfo:
    """UTC where this machine's time zone data has not heard of it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
