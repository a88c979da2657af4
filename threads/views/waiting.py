""" "Waiting on others": what the viewer asked, and what they may do about it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from threads.access import message_for
from threads.actions import close_asks
from threads.actions.refusals import Refused
from threads.forms.asks import AsksForm, MoreTimeForm
from threads.models import Ask, Message
from threads.queries.asks import answered_lately, open_asks_of, waiting_of
from threads.requests import MemberRequest
from threads.views.asks import asking, change, sent


@require_safe
def waiting(request: MemberRequest) -> HttpResponse:
    """Only what the viewer asked; nobody sees what others wait for."""
    now = timezone.now()
    context = {
        "waiting": waiting_of(request.user),
        "answered": answered_lately(request.user, now),
        "now": now,
    }
    return render(request, "threads/asks/waiting.html", context)


@asking
def more_time(request: MemberRequest, message_id: int) -> HttpResponse:
    message, asks = _mine(request, message_id)
    form = MoreTimeForm(sent(request), asks=asks)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for ask in form.cleaned_data["asks"]:
                    due_at = form.cleaned_data["due_at"]
                    close_asks.give_more_time(author=request.user, ask=ask, due_at=due_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("waiting")
    words = {
        "heading": _("Give more time"),
        "lede": _("The time is yours; they see it in their own."),
        "verb": _("Give more time"),
    }
    return change(request, message, form, words)


@asking
def withdraw(request: MemberRequest, message_id: int) -> HttpResponse:
    message, asks = _mine(request, message_id)
    form = AsksForm(sent(request), asks=asks)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for ask in form.cleaned_data["asks"]:
                close_asks.withdraw(author=request.user, ask=ask)
        return redirect("waiting")
    words = {
        "heading": _("Withdraw the question"),
        "lede": _("The message stays. Nobody is expected to answer it any more."),
        "verb": _("Withdraw"),
    }
    return change(request, message, form, words)


def _mine(request: MemberRequest, message_id: int) -> tuple[Message, QuerySet[Ask]]:
    """The viewer's own message and who is still asked by it, or Http404."""
    message = message_for(request.user, message_id)
    asks = open_asks_of(message)
    if message.author_id != request.user.pk or not asks.exists():
        raise Http404
    return message, asks
