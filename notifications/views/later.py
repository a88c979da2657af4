""" "Send later": the moments to choose from, and scheduling.

Each address takes the same form as the one that sends at once. Without `when` it answers with the
choices: a part for the composer, or a page that keeps what was typed; with it, it schedules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.wall_clock import zone_or_utc
from notifications import clock
from notifications.later import Audience, Offer, audience, clock_of, offers
from notifications.preview import preview
from threads import rights
from threads.access import thread_for
from threads.actions.refusals import Refused
from threads.actions.schedule_message import schedule_message
from threads.forms.later import MINE, LaterForm
from threads.forms.message import ReplyForm
from threads.models import Thread
from threads.queries import page as pages
from threads.queries.drafts import address_of, draft_for, written_of
from threads.requests import MemberRequest, errors_as_json, wants_json
from threads.views.new_thread import page_of
from threads.views.thread import thread_page
from threads.views.writing import show
from threads.written import Written

OURS = {"csrfmiddlewaretoken", "when", "day", "time", "clock", "do"}


@dataclass(frozen=True)
class Choice:
    """Everything that the choices need. `back` is where somebody goes who does not choose."""

    who: Audience
    offered: Sequence[Offer]
    form: LaterForm
    back: str
    heading: str
    text: str = ""
    hidden: Sequence[tuple[str, str]] = field(default_factory=list)

    @property
    def chosen(self) -> str:
        """What is marked: what was chosen, else the first."""
        sent = self.form["when"].value()
        return sent or (self.offered[0].value if self.offered else "moment")


@require_POST
def of_reply(request: MemberRequest, thread_id: int) -> HttpResponse:
    thread = thread_for(request.user, thread_id)
    if not rights.may_post(request.user, thread):
        raise Http404
    form = ReplyForm(request.POST)
    if not form.is_valid():
        if wants_json(request) or request.htmx:
            return errors_as_json({name: list(map(str, said)) for name, said in form.errors.items()})
        return thread_page(request, pages.load(request.user, thread_id), form, status=422)
    written = Written(thread=thread, **form.cleaned_data)
    return _choose(request, written, back=thread.get_absolute_url())


@require_POST
def of_thread(request: MemberRequest) -> HttpResponse:
    """`?channel=` and `?to=` as where a thread is started."""
    page = page_of(request)
    form = page.make_form(request.POST)
    if not form.is_valid():
        return show(request, page, form, status=422)
    back = f"{resolve_url('thread-new')}?{request.GET.urlencode()}"
    return _choose(request, page.written(form), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def of_draft(request: MemberRequest, draft_id: int) -> HttpResponse:
    """A draft as it is kept; where something is missing yet, on to where it is written."""
    draft = draft_for(request.user, draft_id)
    written, missing = written_of(draft, request.user)
    if written is None:
        messages.info(request, missing)
        return redirect(address_of(draft, User.objects.filter(pk__in=draft.people)))
    return _choose(request, written, back=resolve_url("drafts"))


def choice(
    request: MemberRequest,
    written: Written,
    *,
    back: str,
    heading: str,
    hidden: Sequence[tuple[str, str]] = (),
) -> Choice:
    """The moments for `written`, and the form over them, bound when something was chosen."""
    user = request.user
    thread = written.thread or Thread(channel=written.channel, author=user, responsible=written.responsible)
    found = preview(
        author=user,
        thread=thread,
        text=written.text,
        urgency=written.urgency,
        at=clock.now(),
        people=written.people,
    )
    who = audience(found, user)
    offered = offers(who)
    form = LaterForm(
        request.POST if "when" in request.POST else None,
        offered={one.value: one.later for one in offered},
        clocks=_clocks(user, who.addressed),
        initial={"day": _tomorrow(user, found.at), "time": "10:00"},
    )
    return Choice(who, offered, form, back, heading, written.text, hidden)


def chosen_offer(found: Choice) -> str:
    """ "Mon 21:00", of a valid form."""
    return clock_of(found.who.author, found.form.later.send_at, found.who.now)


def show_choice(request: MemberRequest, found: Choice) -> HttpResponse:
    status = 422 if found.form.errors else 200
    template = "notifications/later/_choice.html" if request.htmx else "notifications/later/choice.html"
    return render(request, template, {"choice": found, "form": found.form}, status=status)


def _choose(request: MemberRequest, written: Written, *, back: str) -> HttpResponse:
    hidden = [(name, str(value)) for name, value in request.POST.items() if name not in OURS]
    found = choice(request, written, back=back, heading=_("Send later"), hidden=hidden)
    if found.form.is_bound and found.form.is_valid():
        try:
            schedule_message(
                author=request.user, written=written, later=found.form.later, told=found.who.told
            )
        except Refused as refusal:
            found.form.add_error(None, str(refusal))
        else:
            words = _("Scheduled for %(when)s.") % {"when": chosen_offer(found)}
            if wants_json(request):
                return JsonResponse({"words": words, "url": resolve_url("sent")}, status=201)
            messages.success(request, words)
            return redirect("sent")
    if found.form.errors and wants_json(request):
        return errors_as_json({name: list(map(str, said)) for name, said in found.form.errors.items()})
    return show_choice(request, found)


def _tomorrow(author: User, now: datetime) -> str:
    """As a field for days takes it."""
    there = now.astimezone(zone_or_utc(author.time_zone))
    return (there.date() + timedelta(days=1)).isoformat()


def _clocks(author: User, addressed: Sequence[User]) -> list[tuple[str, str, str]]:
    theirs = [
        (str(person.pk), person.time_zone, _("%(name)s’s time") % {"name": person.first_name})
        for person in addressed[:3]
    ]
    return [(MINE, author.time_zone, _("my time")), *theirs]
