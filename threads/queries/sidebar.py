"""The navigation of one person: their channels, their direct threads, what is unread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock_words import Presence, own_words
from accounts.models import User
from accounts.queries import Home, home_of
from threads.access import visible_threads
from threads.models import Channel, Level, Membership, Participant
from threads.queries import counts
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
        if self._memberships:
            return counts.counted(self._memberships[0])
        return counts.counted(counts.annotated(User.objects.filter(pk=self.user.pk), self.user).first())

    @cached_property
    def channels(self) -> list[ChannelLink]:
        return [_channel_link(row.channel, row, unread=row.unread) for row in self._memberships]

    @cached_property
    def _memberships(self) -> list[Any]:
        """The counts come along: each is counted once, however many rows there are."""
        rows = (
            Membership.objects.filter(user=self.user, channel__archived_at=None)
            .select_related("channel")
            .annotate(unread=has_unread_thread(self.user))
            .order_by("channel__name")
        )
        return list(counts.annotated(rows, self.user))

    @cached_property
    def direct(self) -> list[DirectLink]:
        threads = with_reading(
            visible_threads(self.user)
            .filter(channel=None, participants__user=self.user)
            .select_related(None),
            self.user,
        ).annotate(faces=_faces())
        return [
            _direct_link(thread, self.user)
            for thread in threads.order_by("-last_activity_at", "-id")[:DIRECT_THREADS_SHOWN]
        ]


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


def _channel_link(channel: Channel, row: Membership, *, unread: bool) -> ChannelLink:
    muted = row.level == Level.MUTED
    return ChannelLink(
        id=channel.pk,
        name=channel.name,
        url=channel.get_absolute_url(),
        kind=channel.kind,
        is_private=channel.is_private,
        unread=unread and not muted,
        muted=muted,
    )


def _faces() -> ArraySubquery:
    """The people of a direct thread as JSON, with what their avatars and names need."""
    fields = {name: f"user__{name}" for name in ("id", "name", "handle", "hue", "avatar")}
    people = Participant.objects.filter(thread=OuterRef("pk")).order_by("user__name", "user_id")
    return ArraySubquery(people.values(face=JSONObject(**fields)))


def _direct_link(thread: Any, user: User) -> DirectLink:
    others = [User(**face) for face in thread.faces if face["id"] != user.pk]
    return DirectLink(
        id=thread.pk,
        url=thread.get_absolute_url(),
        title=thread.title,
        label=label_of(others),
        people=tuple(others),
        unread=thread.is_unread,
    )
