"""Pages travel compressed; static files were compressed when they were collected.

A page that shows what its address brought along is never compressed: who can choose a part of a
page and see how long it gets by it can guess the rest (BREACH). The tokens of forms are masked anew
for each answer, and Django pads what it compresses by a random length.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# What fits in the first packets of a connection arrives no sooner for being shorter.
SMALLEST = 4_000


class PageCompression(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "GET" or request.META.get("QUERY_STRING") or response.streaming:
            return response
        is_page = response.get("Content-Type", "").startswith("text/html")
        if not is_page or len(response.content) < SMALLEST:  # type: ignore[attr-defined]
            return response
        return super().process_response(request, response)
