"""What the inbox's browser tests put into the stack's database, and read from it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from notifications.inbox.groups import standing_of
from threads.access import channel_for
from threads.actions.start_thread import start_thread
from threads.models import Ask, Thread


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
    standing = standing_of(User.objects.get(pk=person), timezone.now())
    titles = dict(Thread.objects.values_list("pk", "title"))
    return {
        "needs": [titles[one.thread] for one in standing.needs],
        "mentions": [titles[one.thread] for one in standing.mentions],
        "following": [titles[one.thread] for one in standing.following],
    }


def states_of(person: int) -> dict[str, str]:
    """By title, what became of what they were asked."""
    asks = Ask.objects.filter(person=person).select_related("message__thread")
    return {ask.message.thread.title: ask.state for ask in asks}
