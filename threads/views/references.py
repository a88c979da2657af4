"""Titles for links to threads and channels, as far as the viewer may see them.

Stored HTML is the same for everyone, so a link holds only what its writer typed; the
viewer's browser asks here what it may show instead.
"""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from threads.access import visible_channels, visible_threads
from threads.requests import MemberRequest

MOST = 100


@require_safe
def references(request: MemberRequest) -> HttpResponse:
    """`?t=12,13&c=3&n=name` gives `{"t12": {"title", "url"}, …, "n:name": …}`; what is
    absent and what is forbidden is left out alike."""
    answer = {}
    threads = visible_threads(request.user).filter(pk__in=_numbers(request, "t"))
    for thread in threads:
        answer[f"t{thread.pk}"] = {"title": thread.title, "url": thread.get_absolute_url()}
    channels = visible_channels(request.user)
    for channel in channels.filter(pk__in=_numbers(request, "c")):
        answer[f"c{channel.pk}"] = {"title": str(channel), "url": channel.get_absolute_url()}
    names = request.GET.get("n", "").split(",")[:MOST]
    for channel in channels.filter(name__in=names):
        answer[f"n:{channel.name}"] = {
            "title": str(channel),
            "url": channel.get_absolute_url(),
        }
    return JsonResponse(answer)


def _numbers(request: MemberRequest, key: str) -> list[int]:
    parts = request.GET.get(key, "").split(",")[:MOST]
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19]
