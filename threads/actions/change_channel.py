"""Change a channel: its settings, archive it, bring it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from threads import events, rights
from threads.access import readers_of_channel
from threads.actions.channel_names import name_channel
from threads.actions.locked_channel import locked_channel
from threads.actions.membership import enter
from threads.actions.refusals import Refused, not_allowed
from threads.models import Channel


def change_channel(
    *,
    actor: User,
    channel: Channel,
    name: str,
    purpose: str,
    kind: str,
    is_private: bool,
    responsible: User | None,
    for_newcomers: bool | None = None,
) -> Channel:
    """The channel with all of its settings as given; `channel` is from `access.channel_for`.

    Made private, its members alone read it from now on, `actor` among them. Made public,
    everyone reads what was written so far. `for_newcomers` None leaves it as it is; only an
    admin's word counts there. Raises Refused when `actor` may not or `responsible` could not
    read it, NameTaken and ValueError as `name_channel` does.
    """
    with transaction.atomic():
        channel = _locked(actor, channel)
        former = "" if channel.is_private else channel.name
        if for_newcomers is not None and actor.is_admin:
            channel.for_newcomers = for_newcomers
        channel.purpose, channel.kind, channel.is_private = purpose.strip(), kind, is_private
        channel.for_newcomers = channel.for_newcomers and not is_private
        channel.responsible = responsible
        name_channel(actor, channel, name, former=former)
        if is_private:
            enter(channel, actor)
        if responsible and not _may_be_responsible(responsible, channel):
            raise Refused(
                _("%(name)s cannot read this channel. Add them to it first.") % {"name": responsible.name}
            )
        events.channel_changed.send(events.ChannelChanged(channel))
    return channel


def archive_channel(*, actor: User, channel: Channel) -> Channel:
    """It can be read and no longer written in. Archiving twice is archiving once."""
    with transaction.atomic():
        channel = _locked(actor, channel)
        if not channel.is_archived:
            channel.archived_at = timezone.now()
            channel.save(update_fields=["archived_at"])
            events.channel_changed.send(events.ChannelChanged(channel))
    return channel


def bring_back_channel(*, actor: User, channel: Channel) -> Channel:
    """The opposite of `archive_channel`."""
    with transaction.atomic():
        channel = _locked(actor, channel)
        if channel.is_archived:
            channel.archived_at = None
            channel.save(update_fields=["archived_at"])
            events.channel_changed.send(events.ChannelChanged(channel))
    return channel


def _locked(actor: User, channel: Channel) -> Channel:
    """The channel as it is now, locked; Refused when `actor` may not manage it."""
    current = locked_channel(actor, channel)
    if not rights.may_manage_channel(actor, current):
        raise not_allowed()
    return current


def _may_be_responsible(person: User, channel: Channel) -> bool:
    return not person.is_guest and readers_of_channel(channel).filter(pk=person.pk).exists()
