"""The people of a channel, and of the organization around it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Organization, Role, User
from threads.models import Channel, Membership

PAGE = 100


@dataclass(frozen=True)
class People:
    """A part of a list by name; `after` is the id of whom the next part begins after, or 0."""

    people: list[User]
    after: int


@dataclass(frozen=True)
class Home:
    """Whom "everyone" means: the organization's name and how many are no guests."""

    name: str
    members: int


def home() -> Home:
    organization = Organization.current()
    members = User.objects.filter(is_active=True).exclude(role=Role.GUEST).count()
    return Home(organization.name if organization else "", members)


def earliest_members(channel: Channel, count: int) -> list[User]:
    """Those who have been in it longest."""
    memberships = Membership.objects.filter(channel=channel, user__is_active=True)
    first = memberships.select_related("user").order_by("joined_at", "pk")[:count]
    return [membership.user for membership in first]


def part_of_members(channel: Channel, after: User | None, size: int = PAGE) -> People:
    """Up to `size` members by name, those after `after`."""
    members = User.objects.filter(memberships__channel=channel, is_active=True).order_by("name", "pk")
    if after:
        members = members.filter(Q(name__gt=after.name) | Q(name=after.name, pk__gt=after.pk))
    found = list(members[: size + 1])
    shown = found[:size]
    return People(shown, shown[-1].pk if len(found) > size else 0)
