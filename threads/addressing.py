"""Pure: whom a message asks for an answer."""

from __future__ import annotations

from collections.abc import Iterable

from threads.models import Channel, Thread, Urgency

# What a form says where nobody chose an urgency.
AUTO = "auto"


def addressed(
    thread: Thread, author_id: int, mentions: Iterable[int], participants: Iterable[int], *, begins: bool
) -> tuple[int, ...]:
    """Ids of those whom the message names: by mention, as people of a direct thread, or as the
    thread's responsible person when the thread begins; never its author. In a watercooler
    nobody is asked for anything (product.md, Words)."""
    if thread.channel is not None and thread.channel.kind == Channel.Kind.WATERCOOLER:
        return ()
    people = dict.fromkeys(mentions)
    if thread.channel_id is None:
        people |= dict.fromkeys(participants)
    if begins and thread.responsible_id:
        people[thread.responsible_id] = None
    people.pop(author_id, None)
    return tuple(people)


def usual_urgency(thread: Thread, mentions: Iterable[int], *, begins: bool) -> str:
    """What AUTO means: by norm when people are named, else no reply needed. Who starts a direct
    thread, or names somebody responsible for one, names people; a later word in a direct thread
    asks only when it says a name."""
    names = any(mentions) or (begins and (thread.channel_id is None or thread.responsible_id is not None))
    return Urgency.NORM if names else Urgency.NONE
