"""Pure: whether something held may leave now (product.md, When; quality.md, I4, I6, I7).

The same answer decides a release, and where a delivery goes when a person's hours change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounts.wall_clock import in_utc
from accounts.working_time import is_working
from notifications.hold import Hold, Why, hold
from notifications.plan import GRACED, Recipient
from notifications.rules import Event, Reason, interrupts, may_read, reason_for


class Outcome(StrEnum):
    """Why it never left; `notifications.words` says each in a sentence."""

    NO_ACCESS = "no_access"
    LEFT = "left"
    DELETED = "deleted"
    READ = "read"
    ANSWERED = "answered"
    NO_REASON = "no_reason"
    ON_LEAVE = "on_leave"
    UNSUBSCRIBED = "unsubscribed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery as it stands. `reason` is why it was made; `since` is when it became known,
    aware; `is_read` says that its recipient read, reacted or replied; `is_repeat` that an urgent
    one was sent before and not answered, `is_own` that they asked to be reminded
    themselves; `expected_at` is by when an answer is, aware or None."""

    transport: str
    reason: Reason
    since: datetime
    is_repeat: bool = False
    is_own: bool = False
    is_deleted: bool = False
    is_read: bool = False
    expected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """It leaves now, for this reason."""

    reason: Reason
    urgent: bool


Verdict = Go | Outcome | Hold


def verdict(event: Event, person: Recipient, waiting: Waiting, now: datetime) -> Verdict:
    """Go when it may leave at `now` (aware); an Outcome when it never may; else until when it
    waits."""
    reason = Reason.REMINDER if waiting.is_own else reason_for(event, person.facts)
    ended = _ended(event, person, waiting, reason)
    if ended:
        return ended
    assert reason is not None
    if waiting.reason is Reason.REMINDER and not waiting.is_own and not _is_due(waiting, now):
        return _not_yet(person, waiting)
    urgent = interrupts(event, reason) and waiting.reason is not Reason.REMINDER
    held = release(person, waiting, now, urgent=urgent)
    if held.release_at is None or held.release_at > in_utc(now):
        return Outcome.ON_LEAVE if urgent and waiting.is_repeat else held
    return Go(Reason.REMINDER if waiting.reason is Reason.REMINDER else reason, urgent)


def release(person: Recipient, waiting: Waiting, now: datetime, *, urgent: bool) -> Hold:
    """When it leaves by the hours and wishes of now: what was due while nobody could send it
    waits for the next moment that is within hours, not for the one that has passed."""
    graced = waiting.transport in GRACED and waiting.reason is not Reason.REMINDER
    planned = hold(person.schedule, person.wishes, waiting.since, graced=graced, urgent=urgent)
    if planned.why is Why.URGENT:
        # Planned before their leave began, it does not leave during it.
        return hold(person.schedule, person.wishes, now, graced=False, urgent=True)
    if planned.release_at is None or planned.release_at > in_utc(now):
        return planned
    focus = person.wishes.focus_until
    if is_working(person.schedule, now) and (focus is None or focus <= now):
        return planned
    return hold(person.schedule, person.wishes, now, graced=False)


def _is_due(waiting: Waiting, now: datetime) -> bool:
    return waiting.expected_at is not None and waiting.expected_at <= now


def _not_yet(person: Recipient, waiting: Waiting) -> Hold:
    """They promised a time, were given more, or their hours changed."""
    if waiting.expected_at is None:
        return Hold(None, Why.NEVER)
    return hold(person.schedule, person.wishes, waiting.expected_at, graced=False)


def _ended(event: Event, person: Recipient, waiting: Waiting, reason: Reason | None) -> Outcome | None:
    if waiting.is_deleted:
        return Outcome.DELETED
    if not person.facts.is_active:
        return Outcome.LEFT
    if not may_read(event, person.facts):
        return Outcome.NO_ACCESS
    if waiting.reason is Reason.REMINDER and not waiting.is_own:
        # It was read and not answered: that is why they are reminded.
        return None if reason is Reason.ASK else Outcome.ANSWERED
    if waiting.is_read and not waiting.is_own:
        return Outcome.READ
    if reason is None:
        return Outcome.NO_REASON
    return None if waiting.transport in person.transports else Outcome.UNSUBSCRIBED
