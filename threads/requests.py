"""What views ask of a request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django_htmx.middleware import HtmxDetails

from accounts import requests


class MemberRequest(requests.MemberRequest):
    """A request of somebody signed in; every view of this app gets one."""

    htmx: HtmxDetails


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asks; a plain form gets a page or a redirect."""
    return "application/json" in request.headers.get("Accept", "")


def number_of(request: HttpRequest, key: str) -> int | None:
    """A positive whole number from the query or the form, else None."""
    text = request.POST.get(key) or request.GET.get(key) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def errors_as_json(errors: dict[str, list[str]]) -> HttpResponse:
    return JsonResponse({"errors": errors}, status=422)
