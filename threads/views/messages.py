"""Messages of a thread: fragments of the log, posting, permalinks."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from threads import frames
from threads.access import message_for, thread_for
from threads.actions.post_message import post_message
from threads.actions.refusals import Refused
from threads.forms.message import ReplyForm
from threads.queries import messages as queries
from threads.queries import page as pages
from threads.requests import MemberRequest, errors_as_json, number_of, wants_json
from threads.views.thread import thread_page


@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: MemberRequest, thread_id: int) -> HttpResponse:
    """GET: a part of the log (`?until=`, `?from=`, `?around=` a number, or `?until=newest`).
    POST: a reply."""
    if request.method == "POST":
        return _post(request, thread_id)
    thread = thread_for(request.user, thread_id)
    if first := number_of(request, "from"):
        page = queries.page_from(thread, first)
    elif middle := number_of(request, "around"):
        page = queries.page_around(thread, middle)
    else:
        page = queries.page_until(thread, number_of(request, "until") or thread.last_number)
    return render(request, "threads/messages/_log_page.html", {"thread": thread, "page": page})


def _post(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = thread_for(request.user, thread_id)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            message = post_message(
                author=request.user,
                thread=thread,
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.refuse(refusal, "text")
        else:
            if wants_json(request):
                return JsonResponse(frames.message(message), status=201)
            return redirect(message.get_absolute_url())
    if wants_json(request):
        return errors_as_json({name: list(map(str, e)) for name, e in form.errors.items()})
    found = pages.load(request.user, thread_id)
    return thread_page(request, found, form, status=422)


@require_safe
def permalink(request: MemberRequest, message_id: int) -> HttpResponse:
    """To the message in its thread, wherever the thread is now."""
    message = message_for(request.user, message_id)
    address = message.thread.get_absolute_url()
    return redirect(f"{address}?at={message.number}#m{message.number}")
