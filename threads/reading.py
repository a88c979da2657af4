"""Read marks: how far somebody is, and what following a thread means.

A mark moves forward by reading and by writing; it moves back only by "mark unread from
here". Writing in a thread follows it, unless the person said that they do not want to.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from accounts.models import User
from threads.models import ReadMark, Thread


def mark_written(user: User, thread: Thread, number: int, at: datetime) -> None:
    """`user` wrote message `number` at `at`: everything up to it is read, and followed."""
    _upsert(user, thread, number, at, following=True)


def mark_seen(user: User, thread: Thread, number: int, at: datetime) -> bool:
    """`user` saw up to `number`. Whether the mark moved; it never moves back here."""
    return _upsert(user, thread, number, at, following=None)


def mark_back(user: User, thread: Thread, number: int) -> None:
    """Read up to `number` and nothing after it, wherever the mark was."""
    ReadMark.objects.update_or_create(
        user=user, thread=thread, defaults={"number": number}
    )


def follow(user: User, thread: Thread, following: bool) -> None:
    ReadMark.objects.update_or_create(
        user=user, thread=thread, defaults={"following": following}
    )


def _upsert(
    user: User, thread: Thread, number: int, at: datetime, *, following: bool | None
) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO threads_readmark AS mark (user_id, thread_id, number, following, read_at)"
            " VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (user_id, thread_id) DO UPDATE SET"
            " number = GREATEST(mark.number, EXCLUDED.number),"
            " following = COALESCE(mark.following, EXCLUDED.following),"
            " read_at = EXCLUDED.read_at"
            " WHERE mark.number < EXCLUDED.number"
            " OR (mark.following IS NULL AND EXCLUDED.following IS NOT NULL)",
            [user.pk, thread.pk, number, following, at],
        )
        return cursor.rowcount > 0
