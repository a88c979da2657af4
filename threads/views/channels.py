"""All channels, and making one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from threads import rights
from threads.actions.channel_names import NameTaken
from threads.actions.make_channel import make_channel
from threads.forms.channel import ChannelForm
from threads.queries.channels import listed_channels
from threads.queries.people import home
from threads.requests import MemberRequest


@require_safe
def browse(request: MemberRequest) -> HttpResponse:
    listed = listed_channels(request.user)
    context = {
        "open": [line for line in listed if not line.channel.is_archived],
        "archived": [line for line in listed if line.channel.is_archived],
        "may_make": rights.may_make_channel(request.user),
    }
    return render(request, "threads/channels/browse.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    if not rights.may_make_channel(request.user):
        raise PermissionDenied
    form = ChannelForm(request.POST or None, home=home())
    if form.is_valid():
        try:
            channel = make_channel(maker=request.user, **form.settings)
        except NameTaken as taken:
            form.add_error("name", str(taken))
        else:
            messages.success(
                request, _("#%(name)s is there. Add the people it is for.") % {"name": channel.name}
            )
            return redirect("channel-people", channel.pk)
    status = 422 if form.errors else 200
    return render(request, "threads/channels/new.html", {"form": form}, status=status)
