"""People: when everybody works, on the viewer's clock."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from accounts.typical_day import Bar
from notifications.directory_words import away_words, band_words, clock_words, prefers, state_words
from notifications.queries.directory import Directory, directory

AWAY_SHOWN = 8


@dataclass(frozen=True)
class Line:
    """A row in words, for the template."""

    person: object
    is_me: bool
    state: str
    clock: str
    where: str
    bars: list[Bar]
    label: str
    prefers: str


@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """`?clock=utc` draws everything on UTC; `?after=` pages on by name."""
    in_utc = request.GET.get("clock") == "utc"
    page = directory(
        request.user,
        time_zone="UTC" if in_utc else request.user.time_zone,
        at=timezone.now(),
        after=request.GET.get("after", "")[:30],
    )
    context = {
        "in_utc": in_utc,
        "page": page,
        "lines": _lines(request, page),
        "away": [away_words(away) for away in page.away[:AWAY_SHOWN]],
    }
    return render(request, "notifications/people.html", context)


def _lines(request: MemberRequest, page: Directory) -> list[Line]:
    known = {row.person.pk for row in page.rows} if request.user.is_guest else None
    lines = []
    for row in page.rows:
        is_me = row.person.pk == request.user.pk
        lines.append(
            Line(
                person=row.person,
                is_me=is_me,
                state=row.status.state,
                clock=clock_words(row),
                where=state_words(row),
                bars=row.bars,
                label=band_words(row, is_me=is_me),
                prefers=prefers(row, known),
            )
        )
    return lines
