"""What this viewer may do with a message: a menu, or a page without scripts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from threads import rights
from threads.access import message_for
from threads.models import SavedMessage
from threads.requests import MemberRequest


@require_safe
def menu(request: MemberRequest, message_id: int) -> HttpResponse:
    message = message_for(request.user, message_id)
    context = {
        "message": message,
        "thread": message.thread,
        "may_edit": rights.may_edit(request.user, message),
        "may_post": rights.may_post(request.user, message.thread),
        "is_saved": SavedMessage.objects.filter(user=request.user, message=message).exists(),
        "is_author": message.author_id == request.user.pk,
    }
    template = "threads/messages/_menu.html" if request.htmx else "threads/messages/menu.html"
    return render(request, template, context)
