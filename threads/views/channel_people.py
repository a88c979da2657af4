"""The people of a channel: who is in it, bringing others in, going out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from threads import rights
from threads.access import channel_for
from threads.actions.membership import add_people, follow_channel, leave_channel, remove_person
from threads.actions.refusals import Refused
from threads.forms.channel_people import AddPeopleForm, LevelForm
from threads.models import Channel, Membership
from threads.queries.people import part_of_members
from threads.requests import MemberRequest, number_of


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: MemberRequest, channel_id: int) -> HttpResponse:
    """GET: everybody in it, `?after=` an id that the page before gave. POST: add some."""
    channel = channel_for(request.user, channel_id)
    form = AddPeopleForm(request.POST or None, actor=request.user)
    if form.is_valid():
        try:
            added = add_people(actor=request.user, channel=channel, people=form.cleaned_data["people"])
        except Refused as refusal:
            form.add_error("people", str(refusal))
        else:
            messages.success(request, _added(added))
            return redirect("channel-people", channel.pk)
    return _page(request, channel, form)


@require_POST
def remove(request: MemberRequest, channel_id: int) -> HttpResponse:
    """`user` is an id. Somebody who is not in it is removed already."""
    channel = channel_for(request.user, channel_id)
    if not rights.may_manage_channel(request.user, channel):
        raise PermissionDenied
    person = _member(channel, number_of(request, "user"))
    if person:
        try:
            remove_person(actor=request.user, channel=channel, person=person)
        except Refused as refusal:
            form = AddPeopleForm(actor=request.user)
            return _page(request, channel, form, refusal=str(refusal))
        messages.success(request, _("%(name)s is out.") % {"name": person.name})
    if person == request.user:
        return redirect("home")
    return redirect("channel-people", channel.pk)


@require_POST
def level(request: MemberRequest, channel_id: int) -> HttpResponse:
    """What one wants to hear of it; without a membership, follow it."""
    channel = channel_for(request.user, channel_id)
    form = LevelForm(request.POST)
    if form.is_valid():
        try:
            follow_channel(user=request.user, channel=channel, level=form.cleaned_data["level"])
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect(channel)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: MemberRequest, channel_id: int) -> HttpResponse:
    """GET asks, POST does."""
    channel = channel_for(request.user, channel_id)
    context = {"channel": channel, "current_channel_id": channel.pk}
    if request.method == "POST":
        try:
            leave_channel(user=request.user, channel=channel)
        except Refused as refusal:
            context["refusal"] = str(refusal)
            return render(request, "threads/channels/leave.html", context, status=422)
        messages.success(request, _("You left #%(name)s.") % {"name": channel.name})
        return redirect("home" if channel.is_private or request.user.is_guest else channel)
    return render(request, "threads/channels/leave.html", context)


def _page(request: MemberRequest, channel: Channel, form: AddPeopleForm, refusal: str = "") -> HttpResponse:
    context = {
        "channel": channel,
        "form": form,
        "refusal": refusal,
        "members": part_of_members(channel, _member(channel, number_of(request, "after"))),
        "count": Membership.objects.filter(channel=channel, user__is_active=True).count(),
        "may_add": rights.may_add_people(request.user, channel),
        "may_manage": rights.may_manage_channel(request.user, channel),
        "current_channel_id": channel.pk,
    }
    status = 422 if form.errors or refusal else 200
    return render(request, "threads/channels/people.html", context, status=status)


def _member(channel: Channel, user_id: int | None) -> User | None:
    return User.objects.filter(memberships__channel=channel, pk=user_id or 0).first()


def _added(people: list[User]) -> str:
    if not people:
        return _("They are in it already.")
    if len(people) == 1:
        return _("%(name)s is in.") % {"name": people[0].name}
    return ngettext("%(count)d person is in.", "%(count)d people are in.", len(people)) % {
        "count": len(people)
    }
