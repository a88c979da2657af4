"""Pure: what becomes of a message, person by person.

The one code path: what the composer promises before sending (notifications/preview.py) and what is
stored on sending (notifications/subscribers.py) are answers of `plan`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from accounts.working_time import Schedule
from notifications.hold import Hold, Wishes, hold
from notifications.rules import Event, Facts, Reason, interrupts, reason_for

EMAIL = "email"
# Transports that wait within hours in case it is read in the app.
GRACED = frozenset({EMAIL})


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a message may concern, with their hours and wishes as of `version`.
    `transports` are those that reach them."""

    facts: Facts
    schedule: Schedule
    wishes: Wishes = field(default_factory=Wishes)
    version: int = 0
    transports: tuple[str, ...] = (EMAIL,)


@dataclass(frozen=True, slots=True)
class Planned:
    """`deliveries` holds one (transport, Hold) for each way to reach them; empty for who
    is told in the app only."""

    recipient_id: int
    reason: Reason
    urgent: bool
    version: int
    deliveries: tuple[tuple[str, Hold], ...]


def plan(event: Event, recipients: Iterable[Recipient], at: datetime) -> list[Planned]:
    """Who hears of what was written at `at` (aware), why, and when it leaves on each transport;
    in the order of `recipients`, without those whom it does not concern."""
    planned = []
    for person in recipients:
        reason = reason_for(event, person.facts)
        if reason is None:
            continue
        urgent = interrupts(event, reason)
        deliveries = tuple(
            (transport, hold(person.schedule, person.wishes, at, graced=transport in GRACED, urgent=urgent))
            for transport in person.transports
        )
        planned.append(Planned(person.facts.user_id, reason, urgent, person.version, deliveries))
    return planned
