"""Writing a thread's first message: start it, look at it, keep it for later.

Both pages, the one for a channel and the one for named people, go through `write`. Whatever
goes wrong, what was typed comes back.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from threads.actions.refusals import Refused
from threads.actions.save_draft import Conflict, save_draft
from threads.forms.thread import NewThreadForm
from threads.models import Draft, Thread
from threads.requests import MemberRequest, number_of
from threads.written import Written


@dataclass(frozen=True)
class Page:
    """One of the two pages. `place` is what `save_draft` takes about where; `done` is where
    somebody goes who keeps a draft. `start` gets the cleaned form and the draft it came from,
    `written` makes of it what is sent later."""

    make_form: Callable[..., NewThreadForm]
    initial: dict[str, Any]
    draft: Draft | None
    place: dict[str, Any]
    start: Callable[[NewThreadForm, Draft | None], Thread]
    written: Callable[[NewThreadForm], Written]
    html_of: Callable[[str], str]
    done: str
    context: dict[str, Any]


def write(request: MemberRequest, page: Page) -> HttpResponse:
    """The button `do` says what: "preview", "draft", else start."""
    if request.method != "POST":
        return show(request, page, page.make_form(initial=_from_draft(page)))
    do = request.POST.get("do")
    if do == "preview":
        html = page.html_of(request.POST.get("text", ""))
        return show(request, page, _as_typed(request, page), preview=html)
    return _keep(request, page) if do == "draft" else _start(request, page)


def _start(request: MemberRequest, page: Page) -> HttpResponse:
    form = page.make_form(request.POST)
    if form.is_valid():
        draft = page.draft
        if draft and draft.version != form.cleaned_data["draft_version"]:
            draft = None
        try:
            return redirect(page.start(form, draft))
        except Refused as refusal:
            form.refuse(refusal, None)
    return show(request, page, form, status=422)


def _keep(request: MemberRequest, page: Page) -> HttpResponse:
    try:
        version = save_draft(
            user=request.user,
            text=request.POST.get("text", ""),
            title=request.POST.get("title", ""),
            kind=_kind(request),
            version=number_of(request, "draft_version") or 0,
            **page.place,
        )
    except Conflict as conflict:
        form = _as_typed(request, page, draft_version=conflict.version)
        return show(request, page, form, conflict=conflict, status=422)
    kept = _("Kept. It is here when you come back.") if version else _("There was nothing to keep.")
    messages.success(request, kept)
    return redirect(page.done)


def show(
    request: MemberRequest, page: Page, form: NewThreadForm, status: int = 200, **more: Any
) -> HttpResponse:
    """The page around `form`; `more` goes to the template."""
    context = {**page.context, **more, "form": form}
    return render(request, "threads/threads/new.html", context, status=status)


def _from_draft(page: Page) -> dict[str, Any]:
    initial = {**page.initial, "client_id": uuid.uuid4()}
    if page.draft:
        initial |= {
            "title": page.draft.title,
            "text": page.draft.text,
            "draft_version": page.draft.version,
        }
        if page.draft.kind:
            initial["kind"] = page.draft.kind
    return initial


def _as_typed(request: MemberRequest, page: Page, **instead: Any) -> NewThreadForm:
    """The form with what was typed and without complaints about it."""
    return page.make_form(initial={**page.initial, **request.POST.dict(), **instead})


def _kind(request: MemberRequest) -> str:
    kind = request.POST.get("kind", "")
    return kind if kind in Thread.Kind.values else ""
