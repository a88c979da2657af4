"""What the inbox's browser tests put into the stack's database, and read from it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from notifications.inbox.groups import asks_of, followed_by, mentions_of
from threads.access import channel_for
from threads.actions.start_thread import start_thread
from threads.models import Ask


def begin(author: int, channel: int, title: str, reader: int, urgency: str = "") -> int:
    """A thread that asks `reader` by `urgency`, names them when that is "none", else says nothing
    of them."""
    user = User.objects.get(pk=author)
    name = User.objects.get(pk=reader).handle
    text = f"@{name}, what do you say?" if urgency else "Just so that everybody knows."
    return start_thread(
        author=user, channel=channel_for(user, channel), title=title, text=text, urgency=urgency or "none"
    ).pk


def groups_of(person: int) -> dict[str, list[str]]:
    """Titles, as they stand in the inbox."""
    user, now = User.objects.get(pk=person), timezone.now()
    return {
        "needs": [ask.message.thread.title for ask in asks_of(user, now)],
        "mentions": [mention.message.thread.title for mention in mentions_of(user, now)],
        "following": [thread.title for thread in followed_by(user, now)],
    }


def states_of(person: int) -> dict[str, str]:
    """By title, what became of what they were asked."""
    asks = Ask.objects.filter(person=person).select_related("message__thread")
    return {ask.message.thread.title: ask.state for ask in asks}
