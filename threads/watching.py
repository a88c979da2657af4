"""What a socket may watch, asked of Postgres; and which sockets lost their right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from threads.access import channel_for, thread_for
from threads.models import Channel, Membership, Participant, Thread

SIGNED_OUT = 4401
NO_ACCESS = 4403


@dataclass(frozen=True)
class Watched:
    """Whose socket, and the thread or channel that its page shows (or neither)."""

    user_id: int
    is_guest: bool
    session_key: str
    thread_id: int | None
    channel_id: int | None


def watched_by(user: User, session_key: str, thread_id: int | None, channel_id: int | None) -> Watched:
    """As asked, less what `user` may not read."""
    return Watched(
        user.pk,
        user.is_guest,
        session_key,
        thread_id if thread_id and _is_found(thread_for, user, thread_id) else None,
        channel_id if channel_id and _is_found(channel_for, user, channel_id) else None,
    )


def _is_found(door: Callable[[User, int], object], user: User, key: int) -> bool:
    try:
        door(user, key)
    except Http404:
        return False
    return True


def groups_of(watched: Watched) -> frozenset[str]:
    """The names that frames for this socket are addressed to."""
    groups = {user_group(watched.user_id)}
    memberships = Membership.objects.filter(user=watched.user_id)
    groups |= {channel_group(pk) for pk in memberships.values_list("channel_id", flat=True)}
    if watched.thread_id:
        groups.add(thread_group(watched.thread_id))
    if watched.channel_id:
        groups.add(page_group(watched.channel_id))
    return frozenset(groups)


def user_group(user_id: int) -> str:
    return f"u{user_id}"


def thread_group(thread_id: int) -> str:
    return f"t{thread_id}"


def channel_group(channel_id: int) -> str:
    """Members: unread marks."""
    return f"c{channel_id}"


def page_group(channel_id: int) -> str:
    """Whoever looks at the channel's page: rows."""
    return f"p{channel_id}"


def revoked(sockets: Iterable[Watched]) -> dict[Watched, int]:
    """Close codes of those whose session ended or who may no longer read what they watch.

    A fixed number of queries, however many sockets.
    """
    sockets = list(sockets)
    if not sockets:
        return {}
    sessions = set(
        Session.objects.filter(
            session_key__in={s.session_key for s in sockets}, expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    roles = dict(
        User.objects.filter(pk__in={s.user_id for s in sockets}, is_active=True).values_list("pk", "role")
    )
    readable = _Readable(sockets)
    found = {}
    for socket in sockets:
        role = roles.get(socket.user_id)
        if socket.session_key not in sessions or role is None:
            found[socket] = SIGNED_OUT
        elif (role == "guest") != socket.is_guest or not readable.by(socket):
            found[socket] = NO_ACCESS
    return found


class _Readable:
    """The rules of `threads.access` for many people and things at once."""

    def __init__(self, sockets: list[Watched]) -> None:
        people = {s.user_id for s in sockets}
        thread_ids = {s.thread_id for s in sockets if s.thread_id}
        channel_ids = {s.channel_id for s in sockets if s.channel_id}
        self.threads: dict[int, int | None] = dict(
            Thread.objects.filter(pk__in=thread_ids).values_list("pk", "channel_id")
        )
        channel_ids |= {pk for pk in self.threads.values() if pk}
        self.public = set(
            Channel.objects.filter(pk__in=channel_ids, is_private=False).values_list("pk", flat=True)
        )
        self.members = set(
            Membership.objects.filter(user__in=people, channel__in=channel_ids).values_list(
                "user_id", "channel_id"
            )
        )
        self.participants = set(
            Participant.objects.filter(user__in=people, thread__in=thread_ids).values_list(
                "user_id", "thread_id"
            )
        )

    def by(self, socket: Watched) -> bool:
        if socket.channel_id and not self._channel(socket, socket.channel_id):
            return False
        if not socket.thread_id:
            return True
        if socket.thread_id not in self.threads:
            return False
        channel_id = self.threads[socket.thread_id]
        if channel_id is None:
            return (socket.user_id, socket.thread_id) in self.participants
        return self._channel(socket, channel_id)

    def _channel(self, socket: Watched, channel_id: int) -> bool:
        is_open = channel_id in self.public and not socket.is_guest
        return is_open or (socket.user_id, channel_id) in self.members
