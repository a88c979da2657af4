"""Numbers of a thread, taken under its row's lock (architecture.md, Contracts).

Both run inside the caller's transaction and hold the thread's row until it ends, so call
them late: after what can be read and rendered beforehand.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from threads.models import Thread


def next_message(thread: Thread, at: datetime) -> tuple[int, int]:
    """The number and change sequence of a message posted at `at`; also set on `thread`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE threads_thread SET last_number = last_number + 1,"
            " change_seq = change_seq + 1,"
            " last_activity_at = GREATEST(last_activity_at, %s)"
            " WHERE id = %s RETURNING last_number, change_seq, last_activity_at",
            [at, thread.pk],
        )
        row = cursor.fetchone()
    if row is None:
        raise Thread.DoesNotExist
    thread.last_number, thread.change_seq, thread.last_activity_at = row
    return thread.last_number, thread.change_seq


def next_change(thread: Thread) -> int:
    """The change sequence of a change that is no new message; also set on `thread`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE threads_thread SET change_seq = change_seq + 1"
            " WHERE id = %s RETURNING change_seq, last_number",
            [thread.pk],
        )
        row = cursor.fetchone()
    if row is None:
        raise Thread.DoesNotExist
    thread.change_seq, thread.last_number = row
    return thread.change_seq
