"""The change sequence of a thread, taken under its row's lock (architecture.md, Contracts).

It runs inside the caller's transaction and holds the thread's row until that ends. Whoever
changes messages, asks or reactions of a thread locks its row first, so that no two of them wait for
each other; and late, after what can be read and rendered beforehand.
"""

from __future__ import annotations

from django.db import connection

from threads.models import Thread


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
