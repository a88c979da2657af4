"""Saved messages: the list, and keeping one with a note. Only ever the viewer's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threads.access import message_for
from threads.actions.save_message import forget_message, save_message
from threads.forms.memory import NoteForm
from threads.models import SavedMessage
from threads.queries.saved import saved_of
from threads.requests import MemberRequest


@require_safe
def saved(request: MemberRequest) -> HttpResponse:
    """`q` looks through notes, messages and titles; `before` is a part's key."""
    words = request.GET.get("q", "")[:200].strip()
    part = saved_of(request.user, words=words, before=request.GET.get("before", ""))
    return render(request, "threads/saved/saved.html", {"part": part, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: MemberRequest, message_id: int) -> HttpResponse:
    """GET: a page that asks for a note. POST: saved, with `note`."""
    message = message_for(request.user, message_id)
    before = SavedMessage.objects.filter(user=request.user, message=message).first()
    form = NoteForm(request.POST or None, initial={"note": before.note if before else ""})
    if request.method == "POST" and not request.POST.get("note"):
        form = NoteForm({"note": ""})
    if request.method == "POST" and form.is_valid():
        save_message(user=request.user, message=message, note=form.cleaned_data["note"])
        messages.success(request, _("Saved. Only you see it."))
        return redirect("saved" if before else message.get_absolute_url())
    words = {
        "heading": _("Your note") if before else _("Save the message"),
        "lede": _("It stands under Saved. Nobody else sees it, or your note."),
        "verb": _("Save"),
    }
    context = {"message": message, "thread": message.thread, "form": form, **words}
    return render(request, "threads/asks/change.html", context, status=422 if form.errors else 200)


@require_POST
def forget(request: MemberRequest, message_id: int) -> HttpResponse:
    forget_message(user=request.user, message=message_for(request.user, message_id))
    messages.success(request, _("Removed from what you saved."))
    return redirect("saved")
