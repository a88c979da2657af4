"""Custom emoji: admins add and remove them; everyone uses them."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from accounts.actions.audit import audit
from accounts.models import User
from threads.actions.refusals import Refused, not_allowed
from threads.markdown.emoji import shortcodes
from threads.models import CustomEmoji


def add_emoji(*, actor: User, name: str, picture: bytes) -> CustomEmoji:
    """`picture` is WEBP of our own encoding (`accounts.avatars.square_webp`).

    Raises Refused for people who are no admins and for a name that is taken, also by a
    Unicode emoji.
    """
    if not actor.is_admin:
        raise not_allowed()
    if name in shortcodes():
        raise Refused(_("There is a Unicode emoji of this name. Choose another name."))
    emoji = CustomEmoji(name=name, created_by=actor)
    file_name = f"{name}-{get_random_string(8)}.webp"
    try:
        with transaction.atomic():
            emoji.image.save(file_name, ContentFile(picture), save=False)
            emoji.save()
            audit("emoji.added", actor=actor, target=f":{name}:")
    except IntegrityError:
        emoji.image.delete(save=False)
        raise Refused(_("There is an emoji of this name. Remove it first.")) from None
    return emoji


def remove_emoji(*, actor: User, emoji: CustomEmoji) -> None:
    """Messages and reactions that use it show its name instead. Raises Refused as above."""
    if not actor.is_admin:
        raise not_allowed()
    with transaction.atomic():
        audit("emoji.removed", actor=actor, target=str(emoji))
        emoji.delete()
        transaction.on_commit(lambda: emoji.image.delete(save=False))
