"""Put an emoji on a message or take it off; nobody is notified (product.md)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from threads import events, rights
from threads.actions.close_asks import acknowledge
from threads.actions.refusals import Refused, archived
from threads.markdown.emoji import canonical
from threads.models import CustomEmoji, Message, Reaction
from threads.sequence import next_change

MOST_KINDS = 50


def react(*, user: User, message: Message, emoji: str, on: bool | None = None) -> bool:
    """Whether `user` has `emoji` on `message` now.

    `on` True puts it, False takes it off, None turns it over; asking for what already is
    changes nothing. Raises Refused for what is no emoji, on a deleted message, in an
    archived channel, and past MOST_KINDS different emoji on one message.
    """
    if not rights.may_post(user, message.thread):
        raise archived()
    emoji = _known(emoji)
    with transaction.atomic():
        thread = message.thread
        mine = Reaction.objects.filter(message=message, user=user, emoji=emoji)
        seq = next_change(thread)
        has = mine.exists()
        wanted = not has if on is None else on
        if wanted == has:
            transaction.set_rollback(True)
            return has
        if wanted:
            _check_room(message, emoji)
            Reaction.objects.create(message=message, user=user, emoji=emoji)
        else:
            mine.delete()
        Message.objects.filter(pk=message.pk).update(change_seq=seq)
        message.change_seq = seq
        if wanted:
            acknowledge(user, message)
        events.reaction_changed.send(events.ReactionChanged(message, user, emoji, added=wanted, seq=seq))
    return wanted


def _known(emoji: str) -> str:
    """The one spelling of a Unicode emoji, or `:name:` of a custom one; else Refused."""
    name = emoji.removeprefix(":").removesuffix(":")
    if emoji == f":{name}:" and CustomEmoji.objects.filter(name=name).exists():
        return emoji
    spelling = canonical(emoji)
    if spelling is None:
        raise Refused(_("This is not an emoji that Bobbin knows."))
    return spelling


def _check_room(message: Message, emoji: str) -> None:
    current = Message.objects.only("deleted_at").get(pk=message.pk)
    if current.is_deleted:
        raise Refused(_("This message was deleted."))
    kinds = set(Reaction.objects.filter(message=message).values_list("emoji", flat=True))
    if emoji not in kinds and len(kinds) >= MOST_KINDS:
        raise Refused(_("This message has enough different emoji. Press one of those."))
