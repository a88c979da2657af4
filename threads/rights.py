"""Pure: what somebody who can read a thing may do to it.

Reading is decided in `threads.access` before any of these is asked; they read only the
rows that are handed in.
"""

from __future__ import annotations

from accounts.models import User
from threads.models import Channel, Message, Thread


def may_make_channel(user: User) -> bool:
    return not user.is_guest


def may_manage_channel(user: User, channel: Channel) -> bool:
    """Rename, archive, change who can read, remove people."""
    return not user.is_guest and (user.is_admin or user.pk in {channel.created_by_id, channel.responsible_id})


def may_add_people(user: User, channel: Channel) -> bool:
    return not user.is_guest and not channel.is_archived


def may_start_thread(user: User, channel: Channel) -> bool:
    """In an announcements channel few post: those who manage it."""
    if channel.is_archived:
        return False
    if channel.kind == Channel.Kind.ANNOUNCEMENTS:
        return may_manage_channel(user, channel)
    return True


def may_post(user: User, thread: Thread) -> bool:
    """Reply, react, edit: everyone who reads, until the channel is archived."""
    return thread.channel is None or not thread.channel.is_archived


def may_change_thread(user: User, thread: Thread) -> bool:
    """Rename, resolve, reopen, pin, name a responsible person."""
    if not may_post(user, thread):
        return False
    return not user.is_guest or user.pk in {thread.author_id, thread.responsible_id}


def may_move_thread(user: User, thread: Thread) -> bool:
    """A direct thread stays among its people."""
    return thread.channel is not None and not user.is_guest and may_post(user, thread)


def may_edit(user: User, message: Message) -> bool:
    """Edit or delete: its author or an admin."""
    return (
        not message.is_deleted
        and may_post(user, message.thread)
        and (user.pk == message.author_id or user.is_admin)
    )
