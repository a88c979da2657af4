"""A thread's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from threads import rights
from threads.forms.message import ReplyForm
from threads.models import Message
from threads.queries import page as pages
from threads.queries.asks import asked_of
from threads.queries.page import ThreadPage
from threads.reactions import QUICK
from threads.requests import MemberRequest, number_of


@require_safe
def page(request: MemberRequest, thread_id: int, slug: str = "") -> HttpResponse:
    """`?at=57` lands at message 57, `?quote=57` begins a reply to it."""
    found = pages.load(request.user, thread_id, around=number_of(request, "at"))
    if slug != found.thread.slug:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(found.thread.get_absolute_url() + query)
    text = found.draft_text or _quoted(found, number_of(request, "quote"))
    form = ReplyForm(initial={"text": text})
    return thread_page(request, found, form)


def thread_page(
    request: MemberRequest, found: ThreadPage, form: ReplyForm, status: int = 200
) -> HttpResponse:
    """The page around `form`, which may hold a refused reply."""
    user, thread = request.user, found.thread
    context = {
        "found": found,
        "thread": thread,
        "page": found.page,
        "form": form,
        "asks": asked_of(user, thread),
        "now": timezone.now(),
        "ack_target": found.newest_of_others(user),
        "quick": QUICK,
        "may_post": rights.may_post(user, thread),
        "may_change": rights.may_change_thread(user, thread),
        "may_move": rights.may_move_thread(user, thread),
        "current_channel_id": thread.channel_id,
        "current_thread_id": thread.pk,
    }
    return render(request, "threads/threads/thread.html", context, status=status)


def _quoted(found: ThreadPage, number: int | None) -> str:
    message = next((m for m in found.page.messages if m.number == number), None)
    return quote_of(message) if message else ""


def quote_of(message: Message) -> str:
    """The message's markdown as a quotation, with a blank line after it."""
    lines = message.source.splitlines()
    return "".join(f"> {line}\n" for line in lines) + "\n" if lines else ""
