"""Pure: by when an answer is expected (product.md, Norms and asks).

A norm is counted in the recipient's own working time, from the moment they may first see the
message. Nothing here reads the clock, the database or settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from accounts.working_time import (
    Schedule,
    add_working_time,
    end_of_working_day,
    next_opening,
    status,
)

Kind = Literal["no_reply", "working_hours", "working_days", "hours"]

# What one may ask for at most: a norm that takes longer than a quarter is none.
MOST_HOURS = 720
MOST_DAYS = 60


@dataclass(frozen=True)
class Norm:
    """The response time expected.

    no_reply        no reply is expected; `amount` is 0
    working_hours   within `amount` hours of the recipient's working time
    working_days    by the end of the `amount`-th working day after; 0 is the same day
    hours           within `amount` hours by the clock, day and night
    """

    kind: Kind
    amount: int = 0

    def __post_init__(self) -> None:
        most = {"no_reply": 0, "working_days": MOST_DAYS}.get(self.kind, MOST_HOURS)
        least = 1 if self.kind in {"working_hours", "hours"} else 0
        if not least <= self.amount <= most:
            raise ValueError(f"{self.kind} takes {least} to {most}, not {self.amount}")


NO_REPLY = Norm("no_reply")

# Organization defaults (product.md, Norms and asks).
DEFAULTS: dict[str, Norm] = {
    "none": NO_REPLY,
    "relaxed": Norm("working_hours", 24),
    "norm": Norm("working_days", 1),
    "urgent": Norm("hours", 1),
}


def due_at(norm: Norm, schedule: Schedule, seen_at: datetime) -> datetime | None:
    """When an answer is due, UTC, for somebody with `schedule` who may first see the message
    at `seen_at` (aware).

    None when no reply is expected, and when their working time never comes.
    """
    match norm.kind:
        case "no_reply":
            return None
        case "working_hours":
            return add_working_time(schedule, seen_at, timedelta(hours=norm.amount))
        case "working_days":
            return end_of_working_day(schedule, seen_at, norm.amount)
        case "hours":
            return seen_at + timedelta(hours=norm.amount)


def seen_by(schedule: Schedule, urgency: str, at: datetime) -> datetime | None:
    """When somebody may first see what was written at `at`: at once when it is urgent and they
    are not on leave, else when their working time next opens; None where no hours come."""
    if urgency == "urgent" and status(schedule, at).state != "leave":
        return at
    return next_opening(schedule, at)
