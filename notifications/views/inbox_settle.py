"""Done on an open question: answer it, promise a time, hand it over, or decline with a word."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.queries import schedule_for
from notifications import clock
from notifications.actions.triage import finish
from notifications.forms.settle import AnswerForm, DeclineForm
from threads.access import readers_of, thread_for
from threads.actions import close_asks
from threads.actions.decline import decline
from threads.actions.post_message import post_message
from threads.actions.refusals import Refused
from threads.forms.asks import HandOverForm, PromiseForm
from threads.models import Ask, Thread
from threads.promises import promisable
from threads.queries.asks import asked_of
from threads.requests import MemberRequest, errors_as_json, wants_json

Forms = dict[str, forms.Form]


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: MemberRequest, thread_id: int) -> HttpResponse:
    """POST `how`: answer, promise, hand_over or decline, with that form's fields. Where nothing
    is asked any more there is nothing to settle: the inbox."""
    user, thread = request.user, thread_for(request.user, thread_id)
    asks = asked_of(user, thread)
    if not asks:
        return (
            JsonResponse({"said": _("Nobody expects this answer any more.")})
            if wants_json(request)
            else redirect("inbox")
        )
    how = request.POST.get("how", "") if request.method == "POST" else ""
    shown = _forms(request, how, thread, asks)
    if how in shown and shown[how].is_valid():
        try:
            said = _DOES[how](user, thread, asks, shown[how])
        except Refused as refusal:
            shown[how].add_error(None, str(refusal))
        else:
            if wants_json(request):
                return JsonResponse({"said": said})
            messages.success(request, said)
            return redirect("inbox")
    context = {
        "thread": thread,
        "ask": asks[0],
        "more": len(asks) - 1,
        "forms": shown,
        "how": how or "answer",
    }
    refused = how in shown and bool(shown[how].errors)
    if refused and wants_json(request):
        return errors_as_json({name: list(map(str, found)) for name, found in shown[how].errors.items()})
    template = "_settle" if request.htmx else "settle"
    return render(request, f"notifications/inbox/{template}.html", context, status=422 if refused else 200)


def _forms(request: MemberRequest, how: str, thread: Thread, asks: list[Ask]) -> Forms:
    message = asks[0].message
    people = readers_of(thread).exclude(pk=message.author_id).exclude(asks__message=message)
    mine = Ask.objects.filter(pk=asks[0].pk)

    def sent(name: str) -> object:
        return request.POST if name == how else None

    return {
        "answer": AnswerForm(sent("answer"), auto_id="answer_%s"),  # type: ignore[arg-type]
        "promise": PromiseForm(
            sent("promise"),
            auto_id="promise_%s",
            moments=promisable(schedule_for(request.user), clock.now()),
        ),
        "hand_over": HandOverForm(
            sent("hand_over"),
            auto_id="hand_over_%s",
            asks=mine,
            people=people.order_by("name", "pk"),
            initial={"ask": asks[0]},
        ),
        "decline": DeclineForm(sent("decline"), auto_id="decline_%s"),  # type: ignore[arg-type]
    }


def _answer(user: User, thread: Thread, asks: list[Ask], form: forms.Form) -> str:
    message = post_message(author=user, thread=thread, text=form.cleaned_data["text"])
    finish(user=user, seen={thread.pk: message.number})
    return _("Answered. It comes back if someone replies.")


def _promise(user: User, thread: Thread, asks: list[Ask], form: forms.Form) -> str:
    assert isinstance(form, PromiseForm)
    for ask in asks:
        close_asks.promise(person=user, ask=ask, until=form.moment)
    return _("Promised. %(name)s sees the new time.") % {"name": asks[0].message.author.first_name}


def _hand_over(user: User, thread: Thread, asks: list[Ask], form: forms.Form) -> str:
    to: User = form.cleaned_data["to"]
    close_asks.hand_over(actor=user, ask=asks[0], to=to)
    if len(asks) == 1:
        finish(user=user, seen={thread.pk: thread.last_number})
    return _("%(name)s is asked now, in their own hours.") % {"name": to.first_name}


def _decline(user: User, thread: Thread, asks: list[Ask], form: forms.Form) -> str:
    message = decline(person=user, thread=thread, word=form.cleaned_data["text"])
    finish(user=user, seen={thread.pk: message.number})
    return _("Declined. %(name)s reads why in the thread.") % {"name": asks[0].message.author.first_name}


_DOES: dict[str, Callable[[User, Thread, list[Ask], forms.Form], str]] = {
    "answer": _answer,
    "promise": _promise,
    "hand_over": _hand_over,
    "decline": _decline,
}
