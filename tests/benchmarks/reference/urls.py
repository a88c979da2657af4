from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """E: the session and the person were loaded, and nothing else is done."""
    assert request.user.is_authenticated
    return HttpResponse(status=204)


urlpatterns = [path("empty/", empty), path("", include("config.urls"))]
