"""A channel's settings, for whoever manages it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.queries import schedules_for
from threads import rights
from threads.access import channel_for
from threads.actions.change_channel import archive_channel, bring_back_channel, change_channel
from threads.actions.channel_names import NameTaken
from threads.actions.refusals import Refused
from threads.forms.channel import ChannelSettingsForm
from threads.models import Channel
from threads.queries.channels import channel_facts
from threads.queries.people import earliest_members, home
from threads.requests import MemberRequest

MEMBERS_SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest, channel_id: int) -> HttpResponse:
    channel = _managed(request, channel_id)
    form = ChannelSettingsForm(request.POST or None, home=home(), channel=channel, actor=request.user)
    if form.is_valid():
        try:
            channel = change_channel(actor=request.user, channel=channel, **form.settings)
        except NameTaken as taken:
            form.add_error("name", str(taken))
        except Refused as refusal:
            form.add_error("responsible", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("channel-settings", channel.pk)
    people = earliest_members(channel, MEMBERS_SHOWN)
    schedules = schedules_for(people)
    context = {
        "channel": channel,
        "form": form,
        "facts": channel_facts(request.user, channel_id),
        "people": [(person, schedules[person.pk]) for person in people],
        "current_channel_id": channel.pk,
    }
    status = 422 if form.errors else 200
    return render(request, "threads/channels/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: MemberRequest, channel_id: int) -> HttpResponse:
    """GET asks, POST does."""
    channel = _managed(request, channel_id)
    if request.method == "POST":
        archive_channel(actor=request.user, channel=channel)
        messages.success(request, _("Archived. It can still be read, and be brought back."))
        return redirect(channel)
    context = {"channel": channel, "current_channel_id": channel.pk}
    return render(request, "threads/channels/archive.html", context)


@require_POST
def bring_back(request: MemberRequest, channel_id: int) -> HttpResponse:
    channel = bring_back_channel(actor=request.user, channel=_managed(request, channel_id))
    messages.success(request, _("#%(name)s is back.") % {"name": channel.name})
    return redirect(channel)


def _managed(request: MemberRequest, channel_id: int) -> Channel:
    channel = channel_for(request.user, channel_id)
    if not rights.may_manage_channel(request.user, channel):
        raise PermissionDenied
    return channel
