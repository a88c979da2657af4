"""A channel whose settings and people nobody else changes until the transaction ends."""

from __future__ import annotations

from accounts.models import User
from threads.access import channel_for
from threads.models import Channel


def locked_channel(actor: User, channel: Channel) -> Channel:
    """`channel` as it is now, with its row held; Http404 when `actor` may no longer read it.

    The right to read is asked in a second query: only that one sees who left or was removed
    while we waited for the row.
    """
    Channel.objects.select_for_update(no_key=True).only("pk").get(pk=channel.pk)
    return channel_for(actor, channel.pk)
