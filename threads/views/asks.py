"""What a thread asks of the viewer: the strip above the composer, a promise, handing over.

Whoever wrote the message hands over too, from "Waiting on others"."""

from __future__ import annotations

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import schedule_for
from threads.access import message_for, readers_of, thread_for
from threads.actions import close_asks
from threads.actions.refusals import Refused
from threads.forms.asks import HandOverForm, PromiseForm
from threads.models import Message
from threads.promises import promisable
from threads.queries.asks import asked_of, open_asks_of
from threads.requests import MemberRequest

asking = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def strip(request: MemberRequest, thread_id: int) -> HttpResponse:
    """The part of the thread's page that tells what is asked of the viewer."""
    thread = thread_for(request.user, thread_id)
    context = {"asks": asked_of(request.user, thread), "now": timezone.now()}
    return render(request, "threads/asks/_strip.html", context)


@asking
def promise(request: MemberRequest, message_id: int) -> HttpResponse:
    """ "I'll answer by …" of somebody who is asked; for others there is nothing here."""
    message = message_for(request.user, message_id)
    ask = open_asks_of(message).filter(person=request.user).first()
    if ask is None:
        raise Http404
    moments = promisable(schedule_for(request.user), timezone.now())
    form = PromiseForm(sent(request), moments=moments)
    if request.method == "POST" and form.is_valid():
        try:
            close_asks.promise(person=request.user, ask=ask, until=form.moment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(message.get_absolute_url())
    words = {
        "heading": _("I’ll answer by…"),
        "lede": _("%(name)s sees it, and nobody reminds you before.") % {"name": message.author.first_name},
        "verb": _("Promise it"),
    }
    return change(request, message, form, words)


@asking
def hand_over(request: MemberRequest, message_id: int) -> HttpResponse:
    """ "Ask someone else…", by whoever is asked or whoever asks; for others nothing is here."""
    message = message_for(request.user, message_id)
    asks = open_asks_of(message)
    if message.author_id != request.user.pk:
        asks = asks.filter(person=request.user)
    if not asks.exists():
        raise Http404
    people = readers_of(message.thread).exclude(pk=message.author_id).exclude(asks__message=message)
    form = HandOverForm(
        sent(request),
        asks=asks,
        people=people.order_by("name", "pk"),
        initial={"ask": asks.first()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            close_asks.hand_over(actor=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            is_author = message.author_id == request.user.pk
            return redirect("waiting") if is_author else redirect(message.get_absolute_url())
    words = {
        "heading": _("Ask someone else"),
        "lede": _("They hear of it in their own hours, and their time to answer begins then."),
        "verb": _("Ask them"),
    }
    return change(request, message, form, words)


def sent(request: MemberRequest) -> QueryDict | None:
    """What a form is bound to: also to a form in which nothing was chosen."""
    return request.POST if request.method == "POST" else None


def change(request: MemberRequest, message: Message, form: object, words: dict[str, str]) -> HttpResponse:
    """The page that every such question has."""
    context = {"message": message, "thread": message.thread, "form": form, **words}
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "threads/asks/change.html", context, status=status)
