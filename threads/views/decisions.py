"""The decision log, and the same as a Markdown file."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from threads.decision_log import as_markdown
from threads.forms.memory import DecisionsForm
from threads.models import Thread
from threads.queries import decisions as queries
from threads.queries.decisions import MOST_EXPORTED, Narrowed
from threads.requests import MemberRequest
from threads.search.matching import words_of_query
from threads.search.parse import parse

CHOICES = ("q", "channel", "person", "period", "open")


@require_safe
def decisions(request: MemberRequest) -> HttpResponse:
    """`q` words, `channel`, `person`, `period` month, quarter or year, `open` too, `before` a key."""
    form, narrowed = _narrowed(request)
    part = queries.part_of(queries.decisions(request.user, narrowed), request.GET.get("before", ""))
    still_open = queries.still_open(request.user, narrowed)
    asked = urlencode([(name, value) for name in CHOICES if (value := request.GET.get(name))])
    context = {
        "form": form,
        "part": part,
        "months": _months(part.decisions),
        "open_count": still_open.count(),
        "still_open": still_open[: queries.PAGE] if form.cleaned_data.get("open") else [],
        "asked": asked,
    }
    return render(request, "threads/decisions/decisions.html", context)


@require_safe
def export(request: MemberRequest) -> HttpResponse:
    """What the same page would show, all of its parts."""
    _form, narrowed = _narrowed(request)
    found = queries.decisions(request.user, narrowed)[:MOST_EXPORTED]
    answer = HttpResponse(as_markdown(found), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="decisions-{timezone.localdate()}.md"'
    return answer


def _narrowed(request: MemberRequest) -> tuple[DecisionsForm, Narrowed]:
    """What cannot be chosen narrows nothing: an absent channel as little as a forbidden one."""
    people = queries.people_of_decisions(request.user)
    form = DecisionsForm(request.GET, user=request.user, people=people)
    form.is_valid()
    data, today = form.cleaned_data, timezone.localdate()
    query = parse(data.get("q", ""), today) if data.get("q") else None
    return form, Narrowed(
        words=words_of_query(query) if query and query.wanted else None,
        channel=data.get("channel"),
        person=data.get("person"),
        since=_since(data.get("period", ""), today),
    )


def _since(period: str, today: date) -> date | None:
    months = {"month": today.month, "quarter": today.month - (today.month - 1) % 3, "year": 1}
    return date(today.year, months[period], 1) if period in months else None


def _months(threads: list[Thread]) -> list[tuple[date, list[Thread]]]:
    def month(thread: Thread) -> date:
        assert thread.resolved_at is not None
        return timezone.localdate(thread.resolved_at).replace(day=1)

    return [(first, list(rows)) for first, rows in groupby(threads, month)]
