"""Say how far somebody has read; follow a thread or stop following it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from threads import events, reading
from threads.models import Channel, Thread


def mark_read(*, user: User, thread: Thread, number: int) -> None:
    """Everything up to `number` is read. The mark never moves back, nor past the end."""
    number = min(number, thread.last_number)
    with transaction.atomic():
        now = timezone.now()
        if reading.mark_seen(user, thread, number, now):
            reading.catch_up(user, thread, now)
            events.thread_read.send(events.ThreadRead(user, thread, number))


def mark_unread(*, user: User, thread: Thread, number: int) -> None:
    """Message `number` and all after it are unread again."""
    with transaction.atomic():
        reading.mark_back(user, thread, max(number - 1, 0))
        events.thread_read.send(events.ThreadRead(user, thread, max(number - 1, 0)))


def follow_thread(*, user: User, thread: Thread, following: bool) -> None:
    reading.follow(user, thread, following)


def mark_channel_read(*, user: User, channel: Channel) -> None:
    """Everything that is in the channel now is read.

    Each unread thread gets its mark, so that a later message counts as one new one.
    """
    now = timezone.now()
    with transaction.atomic():
        reading.mark_all_seen(user, channel, now)
        events.channel_read.send(events.ChannelRead(user, channel))
