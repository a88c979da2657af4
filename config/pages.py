"""Pages that belong to no app: errors, offline, the parts list, and what a browser installs."""

from __future__ import annotations

import logging
import secrets
import sys

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config.parts import people, sample_form

log = logging.getLogger(__name__)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every part of the design on one page, made with the partials that the pages use."""
    return render(request, "components.html", {"people": people(), "form": sample_form()})


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What static/sw.js keeps and shows where a page can't be reached. The same for everybody."""
    return HttpResponse(loader.render_to_string("offline.html"))


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """static/sw.js at the root, since a worker rules only the folder that it comes from.

    The first line names the build: with other static files the browser takes up the worker anew.
    """
    path = find("sw.js")
    assert isinstance(path, str), "static/sw.js is part of the program"
    with open(path, encoding="utf-8") as file:
        text = file.read()
    build = getattr(staticfiles_storage, "manifest_hash", "")
    return HttpResponse(f'const BUILD = "{build}";\n{text}', content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest. Names nobody: whoever asks need not be signed in."""
    return JsonResponse(
        {
            "id": "/",
            "name": "Bobbin",
            "short_name": "Bobbin",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f6f2ee",
            "theme_color": "#f6f2ee",
            "icons": [
                {"src": static("img/bobbin-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": static("img/bobbin-512.png"), "sizes": "512x512", "type": "image/png"},
                {
                    "src": static("img/bobbin-maskable.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "maskable",
                },
            ],
        },
        content_type="application/manifest+json",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Asks neither database nor session, either may be what broke.

    The number on the page stands in the log, beside what was raised.
    """
    number = secrets.token_hex(4)
    log.error("Error %s on %s %s: %r", number, request.method, request.path, sys.exc_info()[1])
    return HttpResponse(loader.render_to_string("500.html", {"number": number}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or of an older session. `reason` is for the log."""
    log.info("Refused a form on %s: %s", request.path, reason)
    return render(request, "403_csrf.html", status=403)
