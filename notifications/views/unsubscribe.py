"""The page behind "Unsubscribe". Opening it changes nothing: mail scanners open every link."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications import unsubscribe as links
from notifications.models import Unsubscription


@csrf_exempt  # a mail program posts without a page of ours; the token is what allows it
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """POST unsubscribes, with `undo` subscribes again. A bad token is told apart from nothing
    else that could be wrong with it (404)."""
    found = links.read_token(token)
    if found is None:
        return render(request, "notifications/unsubscribe_gone.html", status=404)
    user, kind = found
    if request.method == "POST":
        if "undo" in request.POST:
            links.subscribe_again(user, kind)
        else:
            links.unsubscribe(user, kind)
    with translation.override(user.locale):
        return render(
            request,
            "notifications/unsubscribe.html",
            {
                "kind": kind,
                "kind_name": Unsubscription.Kind(kind).label,
                "email": user.email,
                "is_unsubscribed": links.is_unsubscribed(user, kind),
            },
        )
