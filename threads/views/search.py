"""Search: one box, and what an operator in it completes to."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from threads.requests import MemberRequest
from threads.search import chips, completion
from threads.search.nearby import nearby
from threads.search.parse import MAX_LENGTH
from threads.search.ranking import BEST, NEWEST
from threads.search.results import find, prepared
from threads.search.shown import shown


@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """`q` is what was typed, each `f` an operator that is a chip; `without` takes one away.
    `sort` is best or newest, `after` a page's cursor."""
    user, asked = request.user, request.GET
    gone = asked.get("without")
    text = " ".join([*(part for part in asked.getlist("f") if part != gone), asked.get("q", "")]).strip()
    sort = NEWEST if asked.get("sort") == NEWEST else BEST
    today = timezone.localdate()
    prepared_search = prepared(user, text[:MAX_LENGTH], today)
    query, problems = prepared_search.query, prepared_search.problems
    found = find(prepared_search, sort=sort, cursor=asked.get("after", ""))
    parts = chips.chips(query, problems)
    texts = [part.text for part in parts]
    context = {
        "chips": parts,
        "words": query.words,
        "narrowings": [each for each in chips.NARROWINGS if each.text not in texts],
        "problems": [(problem, chips.advice(parts, query.words, problem)) for problem in problems],
        "is_asked": not query.is_empty,
        "decisions": any(each.value == "decision" for each in query.of("is")),
        "found": found,
        "results": shown(prepared_search, found.groups),
        "looked_at": chips.looked_at(query),
        "nearby": nearby(user, query, today) if not found.count and not query.is_empty else [],
        "sort": sort,
        "url_without_problems": chips.address([c.text for c in parts if not c.is_wrong], query.words),
        "best_url": chips.address(texts, query.words),
        "newest_url": chips.address(texts, query.words, sort=NEWEST),
        "next_url": chips.address(texts, query.words, sort=sort, after=found.next) if found.next else "",
        "more_base": chips.address(texts, query.words, sort=sort),
    }
    return render(request, "threads/search/search.html", context)


@require_safe
def complete(request: MemberRequest) -> HttpResponse:
    """`q` is the word at the cursor."""
    items = completion.complete(request.user, request.GET.get("q", "")[:60])
    return JsonResponse({"items": [asdict(item) for item in items]})
