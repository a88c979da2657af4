"""Edit, delete, and read the history of a message."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from threads import frames, rights
from threads.access import message_for
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.refusals import Refused
from threads.forms.message import MessageForm
from threads.queries.history import history_of
from threads.requests import MemberRequest, errors_as_json, wants_json


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, message_id: int) -> HttpResponse:
    """GET: the form, as a fragment for htmx and scripts. POST: save it."""
    message = message_for(request.user, message_id)
    form = MessageForm(request.POST or None, initial={"text": message.source})
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["text"]
            message = edit_message(editor=request.user, message=message, text=text)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            if wants_json(request):
                return JsonResponse(frames.message(message))
            return redirect(message.get_absolute_url())
    elif not rights.may_edit(request.user, message):
        raise Http404
    if form.errors and wants_json(request):
        return errors_as_json({name: list(map(str, e)) for name, e in form.errors.items()})
    template = "threads/messages/_edit.html" if request.htmx else "threads/messages/edit.html"
    status = 422 if form.errors else 200
    return render(request, template, {"message": message, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: MemberRequest, message_id: int) -> HttpResponse:
    """GET asks whether; POST does it."""
    message = message_for(request.user, message_id)
    if request.method == "POST":
        try:
            message = delete_message(actor=request.user, message=message)
        except Refused as refusal:
            if wants_json(request):
                return errors_as_json({"message": [str(refusal)]})
            context = {"message": message, "refusal": str(refusal)}
            return render(request, "threads/messages/delete.html", context, status=422)
        if wants_json(request):
            return JsonResponse(frames.message(message))
        return redirect(message.get_absolute_url())
    if not rights.may_edit(request.user, message):
        raise Http404
    return render(request, "threads/messages/delete.html", {"message": message})


@require_safe
def history(request: MemberRequest, message_id: int) -> HttpResponse:
    """What the message said before, newest first, with the words that changed."""
    message = message_for(request.user, message_id)
    context = {"message": message, "versions": history_of(message)}
    template = "threads/messages/_history.html" if request.htmx else "threads/messages/history.html"
    return render(request, template, context)


@require_safe
def source(request: MemberRequest, message_id: int) -> HttpResponse:
    """The markdown, for quoting."""
    message = message_for(request.user, message_id)
    return JsonResponse({"source": message.source, "author": message.author.name, "number": message.number})
