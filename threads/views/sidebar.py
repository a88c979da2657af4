"""The navigation alone, for a page whose marks grew old."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from threads.requests import MemberRequest


@require_safe
def sidebar(request: MemberRequest) -> HttpResponse:
    return render(request, "threads/_sidebar.html")
