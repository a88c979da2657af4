"""Come into a channel, leave it, bring others in or out, say what one wants to hear."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Role, User
from threads import events, rights
from threads.actions.locked_channel import locked_channel
from threads.actions.refusals import Refused, not_allowed
from threads.models import Channel, Level, Membership


def follow_channel(*, user: User, channel: Channel, level: str = Level.EVERY) -> None:
    """`user` is a member who hears `level` of it; `channel` is from `access.channel_for`.

    Who is not a member yet becomes one, in a public channel. Raises Refused where only
    others may bring somebody in, ValueError for what is no level.
    """
    with transaction.atomic():
        channel = locked_channel(user, channel)
        mine = Membership.objects.filter(channel=channel, user=user)
        if mine.update(level=Level(level)):
            events.level_changed.send(events.LevelChanged(channel, user))
        elif channel.is_private or user.is_guest:
            raise Refused(_("Somebody in this channel has to add you."))
        else:
            enter(channel, user, level=Level(level))


def leave_channel(*, user: User, channel: Channel) -> None:
    """No longer a member; of a private channel, no longer a reader either.

    Leaving what one is not in changes nothing. Raises Refused to the last person who could
    take care of a private channel: nobody would ever find it again.
    """
    with transaction.atomic():
        _take_out(locked_channel(user, channel), user)


def add_people(*, actor: User, channel: Channel, people: Iterable[User]) -> list[User]:
    """Those who were not members before and are now, guests too.

    Raises Refused when `actor` may not, or somebody has left the organization.
    """
    added = []
    with transaction.atomic():
        channel = locked_channel(actor, channel)
        if not rights.may_add_people(actor, channel):
            raise not_allowed()
        for person in people:
            if not person.is_active:
                raise Refused(_("%(name)s has left the organization.") % {"name": person.name})
            if enter(channel, person):
                added.append(person)
    return added


def remove_person(*, actor: User, channel: Channel, person: User) -> None:
    """The opposite of `add_people`. Raises Refused when `actor` may not, or as
    `leave_channel` does."""
    with transaction.atomic():
        channel = locked_channel(actor, channel)
        if not rights.may_manage_channel(actor, channel):
            raise not_allowed()
        _take_out(channel, person)


def enter(channel: Channel, person: User, level: Level = Level.EVERY) -> bool:
    """Whether `person` was not a member; they are now. What is there counts as read.

    Inside the caller's transaction, which holds the channel's row.
    """
    now = timezone.now()
    _membership, is_new = Membership.objects.get_or_create(
        channel=channel,
        user=person,
        defaults={"level": level, "joined_at": now, "caught_up_at": now},
    )
    if is_new:
        events.member_joined.send(events.MemberJoined(channel, person))
    return is_new


def hand_over(channel: Channel) -> bool:
    """Whether somebody in a private channel can manage it, as somebody always should: where
    nobody is left who could, whoever has been in it longest becomes responsible.

    Inside the caller's transaction, which holds the channel's row.
    """
    memberships = Membership.objects.filter(channel=channel, user__is_active=True).exclude(
        user__role=Role.GUEST
    )
    members = [row.user for row in memberships.select_related("user").order_by("joined_at", "pk")]
    if members and not any(rights.may_manage_channel(member, channel) for member in members):
        channel.responsible = members[0]
        channel.save(update_fields=["responsible"])
    return bool(members)


def _take_out(channel: Channel, person: User) -> None:
    gone, _rows = Membership.objects.filter(channel=channel, user=person).delete()
    if not gone:
        return
    if channel.is_private and not hand_over(channel):
        raise Refused(
            _(
                "Nobody would be left to take care of this private channel."
                " Add another member first, or archive it."
            )
        )
    events.member_left.send(events.MemberLeft(channel, person))
