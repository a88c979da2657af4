"""Read marks: how far somebody is, and what following a thread means.

A mark moves forward by reading and by writing (`threads.aftermath`); it moves back only by
"mark unread from here".
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from accounts.models import User
from threads.models import Channel, Membership, ReadMark, Thread
from threads.queries.unread import has_unread_thread

# A post that is being committed now may carry a moment that is already past; none takes longer.
COMMIT = timedelta(minutes=1)


def mark_seen(user: User, thread: Thread, number: int, at: datetime) -> bool:
    """`user` saw up to `number`. Whether the mark moved; it never moves back here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO threads_readmark AS mark (user_id, thread_id, number, read_at)"
            " VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (user_id, thread_id) DO UPDATE SET"
            " number = EXCLUDED.number, read_at = EXCLUDED.read_at"
            " WHERE mark.number < EXCLUDED.number",
            [user.pk, thread.pk, number, at],
        )
        moved: bool = cursor.rowcount > 0
    return moved


def catch_up(user: User, thread: Thread, at: datetime) -> None:
    """With nothing unread left in the thread's channel, older threads need not be looked at
    again: without this, the marks of a channel would be counted from its beginning."""
    if thread.channel_id is not None:
        mine = Membership.objects.annotate(unread=has_unread_thread(user))
        mine.filter(user=user, channel=thread.channel_id, caught_up_at__lt=at - COMMIT, unread=False).update(
            caught_up_at=at - COMMIT
        )


def mark_back(user: User, thread: Thread, number: int) -> None:
    """Read up to `number` and nothing after it, wherever the mark was. Whoever keeps a thread
    for later follows it: an old one would else count as caught up with."""
    ReadMark.objects.update_or_create(
        user=user, thread=thread, defaults={"number": number, "following": True}
    )


def mark_all_seen(user: User, channel: Channel, at: datetime) -> None:
    """Every thread of the channel as it is now; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO threads_readmark AS mark (user_id, thread_id, number, read_at)"
            " SELECT %s, thread.id, thread.last_number, %s FROM threads_thread thread"
            " JOIN threads_membership member ON member.channel_id = thread.channel_id"
            " AND member.user_id = %s"
            " WHERE thread.channel_id = %s AND thread.last_activity_at > member.caught_up_at"
            " ON CONFLICT (user_id, thread_id) DO UPDATE SET"
            " number = GREATEST(mark.number, EXCLUDED.number), read_at = EXCLUDED.read_at",
            [user.pk, at, user.pk, channel.pk],
        )
    Membership.objects.filter(user=user, channel=channel, caught_up_at__lt=at - COMMIT).update(
        caught_up_at=at - COMMIT
    )


def follow(user: User, thread: Thread, following: bool) -> None:
    ReadMark.objects.update_or_create(user=user, thread=thread, defaults={"following": following})
