"""Reactions: press an emoji, or choose one."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from threads import frames
from threads.access import message_for
from threads.actions import react as actions
from threads.actions.refusals import Refused
from threads.markdown.emoji import shortcodes
from threads.models import CustomEmoji, Message
from threads.queries.messages import loaded_message
from threads.reactions import QUICK
from threads.requests import MemberRequest, errors_as_json, wants_json

OFFERED = ("tada", "heart", "rocket", "bulb", "thinking", "raised_hands", "100", "fire")


@require_http_methods(["GET", "HEAD", "POST"])
def react(request: MemberRequest, message_id: int) -> HttpResponse:
    """GET: a page with some emoji, for browsers without scripts. POST `emoji`, with `on` 1
    or 0, or without it to turn it over."""
    message = message_for(request.user, message_id)
    if request.method != "POST":
        return _choose(request, message)
    wish = {"1": True, "0": False}.get(request.POST.get("on", ""))
    emoji = request.POST.get("emoji", "")[:40]
    try:
        actions.react(user=request.user, message=message, emoji=emoji, on=wish)
    except Refused as refusal:
        if request.htmx or wants_json(request):
            return errors_as_json({"emoji": [str(refusal)]})
        return _choose(request, message, str(refusal))
    if wants_json(request):
        return JsonResponse(frames.reactions(message, message.change_seq))
    if request.htmx:
        context = {"message": loaded_message(message)}
        return render(request, "threads/messages/_reactions.html", context)
    return redirect(message.get_absolute_url())


def _choose(request: MemberRequest, message: Message, refusal: str = "") -> HttpResponse:
    names = shortcodes()
    context = {
        "message": message,
        "refusal": refusal,
        "quick": QUICK,
        "offered": [(names[name], name) for name in OFFERED if name in names],
        "custom": CustomEmoji.objects.all()[:100],
    }
    status = 422 if refusal else 200
    return render(request, "threads/messages/react.html", context, status=status)
