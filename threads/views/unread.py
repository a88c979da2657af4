"""Everything that somebody has not read yet, whether or not it needs them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from threads.queries.rows import part_of_rows
from threads.queries.unread import unread_threads
from threads.requests import MemberRequest

PAGE = 50


@require_safe
def unread(request: MemberRequest) -> HttpResponse:
    """`?before=` a key: the part of the list after it."""
    before = request.GET.get("before", "")
    rows = part_of_rows(unread_threads(request.user), before=before, size=PAGE)
    return render(request, "threads/unread.html", {"unread": rows, "before": before})
