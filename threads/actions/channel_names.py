"""Give a channel its name, without telling anybody of private ones.

Only public names are unique. Whoever names a channel is refused a name that they can see
in use; another private channel of the same name is none of their business.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from threads.access import visible_channels
from threads.actions.refusals import Refused
from threads.models import Channel, ChannelName
from threads.models.channel import name_is_well_formed


class NameTaken(Refused):
    """A channel that the person can see has this name."""


def name_channel(actor: User, channel: Channel, name: str, *, former: str = "") -> None:
    """Saves `channel` under `name`; `#former` in old text leads to it from now on.

    `former` is its public name until now. Raises NameTaken, ValueError for a malformed name.
    """
    try:
        name_is_well_formed(name)
    except ValidationError:
        raise ValueError(f"not a channel's name: {name!r}") from None
    if visible_channels(actor).filter(name=name).exclude(pk=channel.pk).exists():
        raise _taken(name)
    channel.name = name
    try:
        with transaction.atomic():
            channel.save()
    except IntegrityError:  # another public one was quicker
        raise _taken(name) from None
    if not channel.is_private:
        ChannelName.objects.filter(name=name).delete()
    if former and former != name:
        ChannelName.objects.update_or_create(name=former, defaults={"channel": channel})


def _taken(name: str) -> NameTaken:
    return NameTaken(_("There is a channel #%(name)s already. Choose another name.") % {"name": name})
