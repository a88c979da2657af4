"""Whom and what the operators name, looked up through the door. What is absent and what is
forbidden are the same Problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.acquaintances import people_known_to
from accounts.models import User
from threads.access import visible_channels
from threads.models import Channel
from threads.search.query import Filter, Problem, Query

DIRECT = "direct"
ME = "me"
PEOPLE = ("from", "with")


@dataclass(frozen=True)
class Names:
    """By the filter's own value: ids of people, ids of channels (a private and a public one may
    share a name)."""

    people: dict[str, int] = field(default_factory=dict)
    channels: dict[str, tuple[int, ...]] = field(default_factory=dict)


def look_up(query: Query, user: User) -> tuple[Names, tuple[Problem, ...]]:
    """Two queries at most: for people, for channels."""
    people = [asked for asked in query.filters if asked.operator in PEOPLE]
    channels = [asked for asked in query.filters if asked.operator == "in" and not is_direct(asked)]
    named, no_people = _people(people, user)
    found, no_channels = _channels(channels, user)
    return Names(named, found), (*no_people, *no_channels)


def is_direct(asked: Filter) -> bool:
    return asked.value.lower() in {DIRECT, _("direct").lower()}


def _people(asked: list[Filter], user: User) -> tuple[dict[str, int], list[Problem]]:
    named = {each.value: user.pk for each in asked if each.value.lower() in {ME, _("me").lower()}}
    wanted = {each.value for each in asked} - named.keys()
    if wanted:
        known = people_known_to(user).filter(_any_person(wanted)).order_by("-is_active", "pk")
        for person in known:
            for value in wanted - named.keys():
                if value.lower().lstrip("@") == person.handle or value.lower() == person.name.lower():
                    named[value] = person.pk
    return named, [
        Problem(
            each.text,
            _("There is nobody called “%(name)s”.") % {"name": each.value},
            _("%(operator)s: takes a name such as {0}.") % {"operator": each.operator},
            (f"{each.operator}:@{user.handle}",),
        )
        for each in asked
        if each.value not in named
    ]


def _any_person(values: set[str]) -> Q:
    wanted = Q()
    for value in values:
        wanted |= Q(handle=value.lower().lstrip("@")) | Q(name__iexact=value)
    return wanted


def _channels(asked: list[Filter], user: User) -> tuple[dict[str, tuple[int, ...]], list[Problem]]:
    wanted = {each.value: each.value.lower().lstrip("#") for each in asked}
    if not wanted:
        return {}, []
    ids: dict[str, list[int]] = {}
    for pk, name in visible_channels(user).values_list("pk", "name"):
        ids.setdefault(name, []).append(pk)
    return {value: tuple(ids[name]) for value, name in wanted.items() if name in ids}, [
        _no_channel(each, list(ids)) for each in asked if wanted[each.value] not in ids
    ]


def _no_channel(asked: Filter, names: list[str]) -> Problem:
    """`names` are those that the person may read, and no other is ever suggested."""
    near = get_close_matches(asked.value.lower().lstrip("#"), names, n=1, cutoff=0.6)
    return Problem(
        asked.text,
        _("You can read no channel called “%(name)s”.") % {"name": asked.value},
        _("Did you mean {0}?") if near else _("in: takes a channel’s name, or direct."),
        tuple(f"in:{Channel(name=name)}" for name in near),
    )
