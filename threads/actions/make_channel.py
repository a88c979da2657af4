"""Make a channel."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from threads import events, rights
from threads.actions.channel_names import name_channel
from threads.actions.refusals import not_allowed
from threads.models import Channel, Membership


def make_channel(
    *,
    maker: User,
    name: str,
    purpose: str = "",
    kind: str = Channel.Kind.REGULAR,
    is_private: bool = False,
    for_newcomers: bool = False,
) -> Channel:
    """The channel, with `maker` as its first member.

    Raises Refused to guests, NameTaken as `name_channel` does.
    """
    if not rights.may_make_channel(maker):
        raise not_allowed()
    channel = Channel(
        purpose=purpose.strip(),
        kind=kind,
        is_private=is_private,
        for_newcomers=for_newcomers,
        responsible=maker,
        created_by=maker,
    )
    with transaction.atomic():
        name_channel(maker, channel, name)
        now = timezone.now()
        Membership.objects.create(channel=channel, user=maker, joined_at=now, caught_up_at=now)
        events.channel_changed.send(events.ChannelChanged(channel))
        events.member_joined.send(events.MemberJoined(channel, maker))
    return channel
