"""The navigation of one person: their channels, their direct threads, what is unread."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock_words import Presence, own_words
from accounts.models import User
from accounts.queries import Home, home_of
from threads.access import visible_threads
from threads.models import Channel, Level, Membership, Participant, Thread
from threads.queries import counts
from threads.queries.prepared import Prepared
from threads.queries.unread import has_unread_thread, with_reading

DIRECT_THREADS_SHOWN = 12


@dataclass(frozen=True)
class ChannelLink:
    id: int
    name: str
    url: str
    kind: str
    is_private: bool
    unread: bool
    muted: bool


@dataclass(frozen=True)
class DirectLink:
    """`people` are the others; `label` is their first names, "Maya and Inês"."""

    id: int
    url: str
    title: str
    label: str
    people: tuple[User, ...]
    unread: bool


class Sidebar:
    """Loaded on first use: one query each for channels with all counts (one more for who is in
    no channel), for direct threads, and for the organization with the person's hours."""

    def __init__(self, user: User) -> None:
        self.user = user

    @property
    def organization(self) -> dict[str, str]:
        return {"name": self._home.organization}

    @cached_property
    def hours(self) -> Presence:
        """ "Off hours until Mon 09:00"."""
        return own_words(self._home.schedule, timezone.now(), self.user.focus_until)

    @cached_property
    def _home(self) -> Home:
        return home_of(self.user)

    @cached_property
    def counts(self) -> dict[str, int]:
        """By the names under which the apps registered them (`queries.counts`)."""
        rows = self._channels or _ALONE.rows(self.user, timezone.now())
        return counts.counted(rows[0])

    @cached_property
    def channels(self) -> list[ChannelLink]:
        return [_channel_link(*row[:6]) for row in self._channels]

    @cached_property
    def _channels(self) -> list[tuple[Any, ...]]:
        return _CHANNELS.rows(self.user, timezone.now())

    @cached_property
    def direct(self) -> list[DirectLink]:
        return [_direct_link(self.user, *row) for row in _DIRECT.rows(self.user, timezone.now())]


def _channels_of(user: User, at: datetime) -> QuerySet[Any, Any]:
    """The counts come along: each is counted once, however many rows there are."""
    rows = (
        Membership.objects.filter(user=user, channel__archived_at=None)
        .annotate(unread=has_unread_thread(user))
        .order_by("channel__name")
    )
    fields = ("id", "name", "kind", "is_private")
    return counts.with_counts(rows, user, at, *(f"channel__{name}" for name in fields), "level", "unread")


def _alone(user: User, at: datetime) -> QuerySet[Any, Any]:
    return counts.with_counts(User.objects.filter(pk=user.pk), user, at)


def _direct_threads_of(user: User, _at: datetime) -> QuerySet[Any, Any]:
    mine = visible_threads(user).filter(channel=None, participants__user=user).select_related(None)
    newest = with_reading(mine, user).annotate(faces=_faces()).order_by("-last_activity_at", "-id")
    return newest.values_list("id", "title", "is_unread", "faces")[:DIRECT_THREADS_SHOWN]


_CHANNELS, _ALONE, _DIRECT = Prepared(_channels_of), Prepared(_alone), Prepared(_direct_threads_of)


def label_of(others: list[User]) -> str:
    """First names: "Maya", "Maya and Inês", "Maya, Inês and 2 more"."""
    names = [person.first_name for person in others]
    if len(names) > 3:
        return _("%(names)s and %(count)s more") % {
            "names": ", ".join(names[:2]),
            "count": len(names) - 2,
        }
    if len(names) > 1:
        return _("%(names)s and %(last)s") % {
            "names": ", ".join(names[:-1]),
            "last": names[-1],
        }
    return names[0] if names else _("Only you")


def _channel_link(pk: int, name: str, kind: str, is_private: bool, level: str, unread: bool) -> ChannelLink:
    muted = level == Level.MUTED
    return ChannelLink(
        id=pk,
        name=name,
        url=Channel(pk=pk, name=name).get_absolute_url(),
        kind=kind,
        is_private=is_private,
        unread=unread and not muted,
        muted=muted,
    )


def _faces() -> ArraySubquery:
    """The people of a direct thread as JSON, with what their avatars and names need."""
    fields = {name: f"user__{name}" for name in ("id", "name", "handle", "hue", "avatar")}
    people = Participant.objects.filter(thread=OuterRef("pk")).order_by("user__name", "user_id")
    return ArraySubquery(people.values(face=JSONObject(**fields)))


def _direct_link(user: User, pk: int, title: str, unread: bool, faces: list[str]) -> DirectLink:
    people = [User(**json.loads(face)) for face in faces]
    others = [person for person in people if person.pk != user.pk]
    return DirectLink(
        id=pk,
        url=Thread(pk=pk, title=title).get_absolute_url(),
        title=title,
        label=label_of(others),
        people=tuple(others),
        unread=unread,
    )
