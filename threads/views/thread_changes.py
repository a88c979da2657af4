"""Change a thread. Each page asks on GET, so that all of it works without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from threads import rights
from threads.access import channel_for, thread_for
from threads.actions import change_thread as actions
from threads.actions.refusals import Refused
from threads.forms.message import OutcomeForm
from threads.forms.thread_change import MoveForm, ResponsibleForm, TitleForm
from threads.models import Thread
from threads.requests import MemberRequest

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
def rename(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = _changeable(request, thread_id)
    form = TitleForm(request.POST or None, initial={"title": thread.title})
    words = {"heading": _("Rename the thread"), "verb": _("Rename")}
    return _change(
        request,
        thread,
        form,
        words,
        lambda data: actions.rename_thread(actor=request.user, thread=thread, title=data["title"]),
    )


@asks
def resolve(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = _changeable(request, thread_id)
    form = OutcomeForm(request.POST or None, initial={"outcome": thread.outcome})
    words = {
        "heading": _("Resolve, with an outcome"),
        "lede": _("It stands at the top of the thread. Anyone can reopen it."),
        "verb": _("Resolve"),
    }
    return _change(
        request,
        thread,
        form,
        words,
        lambda data: actions.resolve_thread(actor=request.user, thread=thread, outcome=data["outcome"]),
    )


@asks
def responsible(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = _changeable(request, thread_id)
    form = ResponsibleForm(request.POST or None, thread=thread, initial={"person": thread.responsible})
    words = {
        "heading": _("Who is responsible?"),
        "lede": _("One person sees the thread to its end and writes down the outcome."),
        "verb": _("Save"),
    }
    return _change(
        request,
        thread,
        form,
        words,
        lambda data: actions.name_responsible(actor=request.user, thread=thread, person=data["person"]),
    )


@asks
def move(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = _changeable(request, thread_id)
    if not rights.may_move_thread(request.user, thread):
        raise Http404
    form = MoveForm(request.POST or None, user=request.user, thread=thread)
    words = {
        "heading": _("Move the thread"),
        "lede": _("Whoever can read the new channel can read the whole thread; links keep working."),
        "verb": _("Move"),
    }

    def act(data: dict[str, Any]) -> Thread:
        channel = channel_for(request.user, data["channel"].pk)
        return actions.move_thread(actor=request.user, thread=thread, channel=channel)

    return _change(request, thread, form, words, act)


@require_POST
def reopen(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = _changeable(request, thread_id)
    return redirect(actions.reopen_thread(actor=request.user, thread=thread))


@require_POST
def pin(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = _changeable(request, thread_id)
    pinned = request.POST.get("pinned") == "1"
    return redirect(actions.pin_thread(actor=request.user, thread=thread, pinned=pinned))


def _changeable(request: MemberRequest, thread_id: int) -> Thread:
    thread = thread_for(request.user, thread_id)
    if not rights.may_change_thread(request.user, thread):
        raise Http404
    return thread


def _change(
    request: MemberRequest,
    thread: Thread,
    form: forms.Form,
    words: dict[str, Any],
    act: Callable[[dict[str, Any]], Thread],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "thread": thread,
        "form": form,
        "current_channel_id": thread.channel_id,
        "current_thread_id": thread.pk,
        **words,
    }
    status = 422 if form.errors else 200
    return render(request, "threads/threads/change.html", context, status=status)
