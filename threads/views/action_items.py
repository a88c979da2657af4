"""Action items: those of a message, and "My actions"."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.queries import schedule_for
from threads import frames, rights
from threads.access import message_for
from threads.actions import action_items as actions
from threads.actions.refusals import Refused
from threads.calendar_file import Todo, calendar_of
from threads.forms.memory import ActionItemForm
from threads.models import ActionItem, Message
from threads.queries.action_items import agenda_of
from threads.queries.messages import loaded_message
from threads.requests import MemberRequest, errors_as_json, number_of, wants_json


@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    agenda = agenda_of(request.user, schedule_for(request.user), now)
    return render(request, "threads/items/actions.html", {"agenda": agenda, "now": now})


@require_safe
def calendar(request: MemberRequest) -> HttpResponse:
    """What is still to be done, as a file for a calendar."""
    now = timezone.now()
    todos = [_todo(item) for item in agenda_of(request.user, schedule_for(request.user), now).still]
    answer = HttpResponse(calendar_of(todos, now), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="actions.ics"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest, message_id: int) -> HttpResponse:
    message = message_for(request.user, message_id)
    if message.is_deleted or not rights.may_post(request.user, message.thread):
        raise Http404
    form = ActionItemForm(request.POST or None, thread=message.thread, initial={"owner": request.user.pk})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        due_at = actions.due_on(data["owner"], data["due"]) if data["due"] else None
        try:
            actions.add_action_item(
                actor=request.user, message=message, text=data["text"], owner=data["owner"], due_at=due_at
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_address(message))
    context = {
        "message": message,
        "thread": message.thread,
        "form": form,
        "items": message.action_items.select_related("owner"),
    }
    return render(request, "threads/items/add.html", context, status=422 if form.errors else 200)


@require_POST
def finish(request: MemberRequest, message_id: int) -> HttpResponse:
    """`done` or `undone` is the item's id; `back=actions` returns to the list."""
    message = message_for(request.user, message_id)
    item = _item(request, message, "done") or _item(request, message, "undone")
    if item is None:
        raise Http404
    try:
        actions.finish_action_item(actor=request.user, item=item, done="done" in request.POST)
    except Refused as refusal:
        if wants_json(request):
            return errors_as_json({"item": [str(refusal)]})
        raise Http404 from refusal
    if wants_json(request):
        return JsonResponse(frames.loaded(loaded_message(message)))
    return redirect("actions" if request.POST.get("back") == "actions" else _address(message))


@require_POST
def strike(request: MemberRequest, message_id: int) -> HttpResponse:
    """`item` is the item's id."""
    message = message_for(request.user, message_id)
    item = _item(request, message, "item")
    if item is None:
        raise Http404
    try:
        actions.strike_action_item(actor=request.user, item=item)
    except Refused as refusal:
        raise Http404 from refusal
    return redirect("items", message.pk)


def _todo(item: ActionItem) -> Todo:
    host = urlsplit(settings.BOBBIN_URL).hostname or "bobbin"
    return Todo(
        uid=f"action-item-{item.pk}@{host}",
        text=item.text,
        about=item.message.thread.title,
        url=f"{settings.BOBBIN_URL}{reverse('message', args=[item.message_id])}",
        due_at=item.due_at,
    )


def _item(request: MemberRequest, message: Message, name: str) -> ActionItem | None:
    items = ActionItem.objects.select_related("owner", "message__thread__channel", "message__author")
    number = number_of(request, name)
    return items.filter(message=message, pk=number).first() if number else None


def _address(message: Message) -> str:
    return f"{message.thread.get_absolute_url()}?at={message.number}#m{message.number}"
