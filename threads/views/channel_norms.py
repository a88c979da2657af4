"""Norms of one channel: for admins, about channels that they may read."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import admins_only
from threads.access import channel_for, visible_channels
from threads.actions.refusals import Refused
from threads.actions.set_norms import forget_channel_norm, set_channel_norm
from threads.forms.norms import ChannelUrgentForm, RuleForm
from threads.models import Channel, UrgentPolicy
from threads.queries.norms import norm_for
from threads.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def add(request: MemberRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def edit(request: MemberRequest, channel_id: int) -> HttpResponse:
    return _edit(request, channel_for(request.user, channel_id))


@require_POST
@admins_only
def remove(request: MemberRequest, channel_id: int) -> HttpResponse:
    channel = channel_for(request.user, channel_id)
    forget_channel_norm(actor=request.user, channel=channel)
    messages.success(request, _("%(channel)s goes by the norms of everybody again.") % {"channel": channel})
    return redirect("norms-manage")


def _edit(request: MemberRequest, channel: Channel | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    rule = RuleForm(data, norm=norm_for(channel, "norm"), label=_("By norm"))
    is_off = channel and UrgentPolicy.objects.filter(channel=channel, is_allowed=False).exists()
    urgent = ChannelUrgentForm(
        data,
        channels=None if channel else _to_choose(request),
        initial={"is_allowed": "no" if is_off else "yes"},
    )
    if data and not (rule.errors or urgent.errors):
        try:
            set_channel_norm(
                actor=request.user,
                channel=channel or urgent.cleaned_data["channel"],
                norm=rule.norm,
                is_urgent_allowed=urgent.cleaned_data["is_allowed"],
            )
        except Refused as refusal:
            urgent.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The norms count for whatever is asked from now on."))
            return redirect("norms-manage")
    context = {"channel": channel, "rule": rule, "form": urgent}
    status = 422 if rule.errors or urgent.errors else 200
    return render(request, "threads/norms/channel.html", context, status=status)


def _to_choose(request: MemberRequest) -> QuerySet[Channel]:
    channels = visible_channels(request.user).filter(archived_at=None, norms=None, urgent_policy=None)
    return channels.exclude(kind=Channel.Kind.WATERCOOLER).order_by("name")
