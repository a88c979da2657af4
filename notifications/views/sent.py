""" "Sent and scheduled": what goes out later, changed or taken back until it goes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from notifications import clock
from notifications.queries.scheduled import entries_of, scheduled_for
from notifications.views.later import choice, chosen_offer, show_choice
from threads.access import channel_for, thread_for
from threads.actions.refusals import Refused
from threads.actions.schedule_message import edit_scheduled, reschedule, take_back
from threads.forms.scheduled import ScheduledForm
from threads.models import ScheduledMessage
from threads.queries.channels import channels_to_write_in
from threads.requests import MemberRequest
from threads.written import Written


@require_safe
def sent(request: MemberRequest) -> HttpResponse:
    """Only the author sees it."""
    now = clock.now()
    context = {
        "entries": entries_of(request.user, now),
        "now": now,
    }
    return render(request, "notifications/later/sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, scheduled_id: int) -> HttpResponse:
    """Other words; for a new thread another title or channel."""
    user = request.user
    row = scheduled_for(user, scheduled_id)
    channels = channels_to_write_in(user) if row.channel_id else None
    form = ScheduledForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(row),
        channels=channels,
        has_title=row.thread_id is None,
    )
    if request.method == "POST" and form.is_valid():
        row.version = form.cleaned_data["version"]
        written = _written(row, user, form)
        found = choice(request, written, back="", heading="")
        try:
            edit_scheduled(author=user, scheduled=row, written=written, told=found.who.told)
        except Refused as refusal:
            form.refuse(refusal, None)
        else:
            if row.state == ScheduledMessage.State.FAILED:
                return redirect("sent-time", row.pk)
            return redirect("sent")
    status = 422 if form.errors else 200
    return render(request, "notifications/later/edit.html", {"form": form, "scheduled": row}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def time(request: MemberRequest, scheduled_id: int) -> HttpResponse:
    """Another time; what could not be sent waits again."""
    row = scheduled_for(request.user, scheduled_id)
    found = choice(
        request, _as_it_stands(row, request.user), back=resolve_url("sent"), heading=_("Another time")
    )
    if found.form.is_bound and found.form.is_valid():
        try:
            reschedule(author=request.user, scheduled=row, later=found.form.later)
        except Refused as refusal:
            found.form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Scheduled for %(when)s.") % {"when": chosen_offer(found)})
            return redirect("sent")
    return show_choice(request, found)


@require_POST
def cancel(request: MemberRequest, scheduled_id: int) -> HttpResponse:
    """Back to the drafts."""
    row = scheduled_for(request.user, scheduled_id)
    try:
        take_back(author=request.user, scheduled=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("sent")
    messages.success(request, _("Not sent. The text is among your drafts."))
    return redirect("drafts")


def _initial(row: ScheduledMessage) -> dict[str, object]:
    return {
        "title": row.title,
        "text": row.text,
        "urgency": row.urgency,
        "channel": row.channel_id,
        "version": row.version,
    }


def _written(row: ScheduledMessage, user: User, form: ScheduledForm) -> Written:
    """As the form says, where the row does not. Http404 for a thread that is closed to them."""
    data = form.cleaned_data
    channel = data.get("channel")
    return Written(
        data["text"],
        thread=thread_for(user, row.thread_id) if row.thread_id else None,
        channel=channel_for(user, channel.pk) if channel else None,
        people=list(User.objects.filter(pk__in=row.people, is_active=True)),
        title=data.get("title", ""),
        kind=row.kind,
        responsible=row.responsible if channel and channel.pk == row.channel_id else None,
        urgency=data["urgency"],
    )


def _as_it_stands(row: ScheduledMessage, user: User) -> Written:
    return Written(
        row.text,
        thread=thread_for(user, row.thread_id) if row.thread_id else None,
        channel=channel_for(user, row.channel_id) if row.channel_id else None,
        people=list(User.objects.filter(pk__in=row.people, is_active=True)),
        title=row.title,
        kind=row.kind,
        responsible=row.responsible,
        urgency=row.urgency,
    )
