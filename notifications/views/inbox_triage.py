"""Done, Snooze, Undo, as plain forms and for the page's own scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import schedule_for
from notifications import clock
from notifications.actions.triage import bring_back, finish, snooze, take_back
from notifications.forms.snooze import SnoozeForm
from notifications.inbox.moments import offers
from notifications.inbox.undo import Before, read_token, token_of
from notifications.inbox.words import when
from notifications.views.inbox import UNDO
from threads.access import thread_for, visible_threads
from threads.actions.refusals import Refused
from threads.models import Ask
from threads.requests import MemberRequest, errors_as_json, wants_json

MOST = 200


@require_POST
def done(request: MemberRequest) -> HttpResponse:
    """`thread=12:57`, several times for several: done up to message 57. One that still expects
    an answer asks what is to become of it; among several, those are left where they are."""
    seen = _seen(request)
    asked = set(
        Ask.objects.filter(person=request.user, closed_at=None, message__thread__in=seen).values_list(
            "message__thread", flat=True
        )
    )
    if len(seen) == len(asked) == 1:
        if wants_json(request):
            return JsonResponse({"asked": asked.pop()}, status=409)
        return redirect("inbox-settle", asked.pop())
    changed = finish(user=request.user, seen={pk: number for pk, number in seen.items() if pk not in asked})
    said = _done_words(len(changed), len(asked))
    return _said(request, said, changed)


@require_http_methods(["GET", "HEAD", "POST"])
def put_off(request: MemberRequest) -> HttpResponse:
    """GET: the moments to choose from. POST `until`: one of them, or `other` with `custom`."""
    seen = _seen(request)
    schedule, now = schedule_for(request.user), clock.now()
    form = SnoozeForm(request.POST if request.method == "POST" else None, offers=offers(schedule, now))
    if request.method == "POST" and form.is_valid():
        try:
            until, changed = snooze(user=request.user, seen=seen, until=form.moment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _said(request, _snoozed_words(form.moment, until, now, len(seen)), changed)
    if form.errors and wants_json(request):
        return errors_as_json({name: list(map(str, found)) for name, found in form.errors.items()})
    context = {"form": form, "seen": [f"{pk}:{number}" for pk, number in seen.items()], "count": len(seen)}
    template = "_snooze" if request.htmx else "snooze"
    status = 422 if form.errors else 200
    return render(request, f"notifications/inbox/{template}.html", context, status=status)


@require_POST
def undo(request: MemberRequest) -> HttpResponse:
    """`token`: what an answer of `done` or `put_off` gave."""
    try:
        undone = take_back(user=request.user, changed=read_token(request.user, request.POST.get("token", "")))
    except BadSignature:
        undone = 0
    said = _("As it was before.") if undone else _("Too late to undo it; it changed since.")
    return _said(request, said)


@require_POST
def come_back(request: MemberRequest, thread_id: int) -> HttpResponse:
    """Done or snoozed before, now in the inbox again."""
    bring_back(user=request.user, thread=thread_for(request.user, thread_id))
    return _said(request, _("Back in your inbox."))


def _seen(request: MemberRequest) -> dict[int, int]:
    """Thread ids, each with the number of the newest message that was in view (its newest,
    unless said). Http404 when there is none that the viewer may read."""
    numbers: dict[int, int | None] = {}
    for text in [*request.POST.getlist("thread"), *request.GET.getlist("thread")][:MOST]:
        thread, _colon, number = text.partition(":")
        if thread.isascii() and thread.isdigit() and len(thread) < 18:
            is_number = number.isascii() and number.isdigit() and len(number) < 10
            numbers[int(thread)] = int(number) if is_number else None
    visible = visible_threads(request.user).filter(pk__in=numbers).values_list("pk", "last_number")
    found = {pk: numbers[pk] if numbers[pk] is not None else last for pk, last in visible}
    if not found:
        raise Http404
    return {pk: number or 0 for pk, number in found.items()}


def _said(request: MemberRequest, said: str, changed: Sequence[Before] = ()) -> HttpResponse:
    token = token_of(request.user, changed) if changed else ""
    if wants_json(request):
        return JsonResponse({"said": said, "undo": token})
    if token:
        request.session[UNDO] = {"said": said, "token": token}
    else:
        messages.success(request, said)
    return redirect("inbox")


def _done_words(done: int, asked: int) -> str:
    if not asked:
        return (
            _("Done. It comes back if someone replies.")
            if done == 1
            else _("%(count)d done. They come back if someone replies.") % {"count": done}
        )
    left = ngettext(
        "%(count)d still expects an answer and stays.", "%(count)d still expect an answer and stay.", asked
    ) % {"count": asked}
    return f"{_('%(count)d done.') % {'count': done}} {left}" if done else left


def _snoozed_words(asked: datetime, until: datetime, now: datetime, count: int) -> str:
    words = {"when": when(until, now), "count": count}
    if until != asked:
        return _("Snoozed until %(when)s, when you work again.") % words
    if count == 1:
        return _("Snoozed until %(when)s.") % words
    return _("%(count)d snoozed until %(when)s.") % words
