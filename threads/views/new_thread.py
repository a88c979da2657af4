"""Start a thread in a channel."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.http import require_http_methods

from accounts.acquaintances import people_known_to
from threads import rights
from threads.access import channel_for, readers_of_channel
from threads.actions.start_thread import start_thread
from threads.directory import directory, render_for_channel
from threads.forms.thread import ChannelThreadForm, NewThreadForm
from threads.markdown import render
from threads.models import Channel, Draft, Thread
from threads.queries.channels import channels_to_write_in
from threads.queries.drafts import draft_of_thread
from threads.requests import MemberRequest, number_of
from threads.views.direct import direct_page
from threads.views.writing import Page, write
from threads.written import Written


@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request: MemberRequest) -> HttpResponse:
    """`?channel=3` in that channel, `?to=asha,hemi` direct, neither asks for the channel."""
    return write(request, page_of(request))


def page_of(request: MemberRequest) -> Page:
    """The page for what is asked for; Http404 and PermissionDenied as for the channel."""
    return direct_page(request) if "to" in request.GET else _channel_page(request)


def _channel_page(request: MemberRequest) -> Page:
    user = request.user
    channel = _channel(request)
    people = readers_of_channel(channel) if channel else people_known_to(user).filter(is_active=True)
    channels = None if channel else channels_to_write_in(user)

    def make_form(*args: object, **options: object) -> ChannelThreadForm:
        return ChannelThreadForm(*args, channels=channels, people=people.order_by("name", "pk"), **options)

    def start(form: NewThreadForm, draft: Draft | None) -> Thread:
        chosen = channel or channel_for(user, form.cleaned_data["channel"].pk)
        return start_thread(
            author=user,
            channel=chosen,
            kind=form.cleaned_data["kind"],
            responsible=form.cleaned_data["responsible"],
            draft=draft,
            **form.common,
        )

    def written(form: NewThreadForm) -> Written:
        return Written(
            channel=channel or channel_for(user, form.cleaned_data["channel"].pk),
            kind=form.cleaned_data["kind"],
            responsible=form.cleaned_data["responsible"],
            draft_version=form.cleaned_data["draft_version"],
            **form.common,
        )

    return Page(
        make_form=make_form,
        initial={"kind": _usual_kind(channel)},
        draft=draft_of_thread(user, channel, ()),
        place={"channel": channel},
        start=start,
        written=written,
        html_of=lambda text: _html(request, channel, text),
        done=resolve_url(channel or "home"),
        context={"channel": channel, "current_channel_id": channel.pk if channel else None},
    )


def _channel(request: MemberRequest) -> Channel | None:
    if "channel" not in request.GET:
        return None
    channel = channel_for(request.user, number_of(request, "channel") or 0)
    if not rights.may_start_thread(request.user, channel):
        raise PermissionDenied
    return channel


def _usual_kind(channel: Channel | None) -> str:
    if channel and channel.kind == Channel.Kind.ANNOUNCEMENTS:
        return Thread.Kind.ANNOUNCEMENT
    return Thread.Kind.DISCUSSION


def _html(request: MemberRequest, channel: Channel | None, text: str) -> str:
    """As it will look; without a channel yet, naming whoever the author knows."""
    if chosen := number_of(request, "channel"):
        channel = channel_for(request.user, chosen)
    if channel:
        return render_for_channel(text, channel).html
    return render(text, directory(text, people_known_to(request.user))).html
