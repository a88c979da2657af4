"""Pure: who is notified of a message, and why (product.md, Who is notified of a message).

Nothing here reads the clock, the database or settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Reason(StrEnum):
    """In order of strength; the values of `Notification.Reason`."""

    ASK = "ask"
    MENTION = "mention"
    DIRECT = "direct"
    FOLLOWED = "followed"
    NEW_THREAD = "new_thread"
    REMINDER = "reminder"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Event:
    """One message. `channel_kind` is None for a direct thread; `begins` says that it is the
    first of its thread. `urgency` is a value of `threads.models.Urgency`."""

    author_id: int
    begins: bool
    channel_kind: str | None
    is_private: bool
    urgency: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What one person has to do with it. `level` is None for who is in no such channel,
    `following` None for who said nothing. `is_asked`: an answer is expected of them and
    still open."""

    user_id: int
    is_active: bool = True
    is_guest: bool = False
    is_mentioned: bool = False
    is_participant: bool = False
    is_responsible: bool = False
    is_asked: bool = False
    following: bool | None = None
    level: Literal["every", "mentions", "muted"] | None = None


def reason_for(event: Event, person: Facts) -> Reason | None:
    """The strongest reason, or None.

    Never the author, never who may not read it. An ask reaches everybody: somebody waits.
    Who muted a channel hears of nothing else in it but the threads that they follow; who
    stopped following a thread hears of it only when named.
    """
    if person.user_id == event.author_id or not may_read(event, person):
        return None
    if person.is_asked and event.channel_kind != "watercooler":
        return Reason.ASK
    is_muted = person.level == "muted" and not person.following
    if is_muted:
        return None
    if person.is_mentioned or (event.begins and person.is_responsible):
        return Reason.MENTION
    if person.following is False:
        return None
    if event.channel_kind is None:
        return Reason.DIRECT
    if person.following or person.is_responsible:
        return Reason.FOLLOWED
    if event.begins and person.level == "every":
        return Reason.NEW_THREAD
    return None


def may_read(event: Event, person: Facts) -> bool:
    """The rule of `threads.access` on facts; a test holds the two together."""
    if not person.is_active:
        return False
    if event.channel_kind is None:
        return person.is_participant
    is_member = person.level is not None
    return is_member or not (event.is_private or person.is_guest)


def interrupts(event: Event, reason: Reason | None) -> bool:
    """Whether it may reach them outside their hours: an urgent message, and only those whom it
    addresses by name, which is whom it asks."""
    return event.urgency == "urgent" and reason is Reason.ASK
