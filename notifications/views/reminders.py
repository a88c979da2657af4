"""Reminders of messages: asking for one, what waits and what came, taking one back."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.moments import write_moment
from accounts.queries import schedule_for
from notifications import clock
from notifications.actions.remind_me import cancel_reminder, remind_me
from notifications.forms.reminder import ReminderForm
from notifications.models import Reminder
from notifications.queries.reminders import came_lately, waiting_of
from notifications.remind_moments import later_today, next_week, tomorrow
from threads.access import found, message_for
from threads.actions.refusals import Refused
from threads.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: MemberRequest, message_id: int) -> HttpResponse:
    message = message_for(request.user, message_id)
    waiting = Reminder.objects.filter(user=request.user, message=message, told_at=None).first()
    form = ReminderForm(
        request.POST if request.method == "POST" else None,
        offered=_offered(request.user),
        initial={"note": waiting.note if waiting else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = remind_me(user=request.user, message=message, at=form.at, note=form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            when = write_moment(timezone.localtime(made.at), timezone.localtime(clock.now()))
            messages.success(request, _("You are reminded %(when)s.") % {"when": when})
            return redirect(message.get_absolute_url())
    context = {
        "message": message,
        "thread": message.thread,
        "form": form,
        "heading": _("Remind me"),
        "lede": _("It comes back in your own hours. Nobody else learns of it."),
        "verb": _("Remind me"),
    }
    return render(request, "threads/asks/change.html", context, status=422 if form.errors else 200)


@require_safe
def reminders(request: MemberRequest) -> HttpResponse:
    """Only their owner sees them, and only of what they may still read."""
    now = clock.now()
    context = {"waiting": waiting_of(request.user), "came": came_lately(request.user, now)}
    return render(request, "notifications/later/reminders.html", context)


@require_POST
def cancel(request: MemberRequest, reminder_id: int) -> HttpResponse:
    reminder = found(Reminder.objects.filter(user=request.user, pk=reminder_id))
    cancel_reminder(user=request.user, reminder=reminder)
    return redirect("reminders")


def _offered(user: User) -> dict[str, tuple[str, datetime]]:
    schedule, now = schedule_for(user), clock.now()
    moments = {
        "today": (_("Later today"), later_today(schedule, now)),
        "tomorrow": (_("At the start of my next day"), tomorrow(schedule, now)),
        "week": (_("Next week"), next_week(schedule, now)),
    }
    return {value: (words, at) for value, (words, at) in moments.items() if at}
