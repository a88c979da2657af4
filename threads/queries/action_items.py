"""What somebody has agreed to do, by the day on which it is due for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.working_time import Schedule, day_windows
from threads.access import visible_messages
from threads.models import ActionItem

A_WEEK = timedelta(days=7)
MOST_SHOWN = 200


@dataclass(frozen=True)
class Agenda:
    """Items by when they are due, the soonest first. `next_day` is today while there is still
    working time in it, else the next working day, None where none comes within a week; `hours`
    are its first opening and last closing."""

    past: list[ActionItem]
    next_day: date | None
    hours: tuple[datetime, datetime] | None
    on_next_day: list[ActionItem]
    this_week: list[ActionItem]
    later: list[ActionItem]
    undated: list[ActionItem]
    done: list[ActionItem]

    @property
    def still(self) -> list[ActionItem]:
        """What is not done, the soonest first."""
        return [*self.past, *self.on_next_day, *self.this_week, *self.later, *self.undated]

    @property
    def is_empty(self) -> bool:
        return not self.still and not self.done


def agenda_of(user: User, schedule: Schedule, now: datetime) -> Agenda:
    """`schedule` is the user's; days are of the active zone, which is theirs. Two queries."""
    items = ActionItem.objects.filter(owner=user, message__in=visible_messages(user)).select_related(
        "message__thread__channel", "created_by"
    )
    still = list(items.filter(done_at=None).order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST_SHOWN])
    done = list(items.filter(done_at__gt=now - A_WEEK).order_by("-done_at", "-pk")[:MOST_SHOWN])
    day, hours = next_working_day(schedule, now)
    sunday = timezone.localdate(now) + timedelta(days=6 - timezone.localdate(now).weekday())
    # On a weekend "this week" is the one that comes.
    until = sunday if not day or day <= sunday else day + timedelta(days=6 - day.weekday())
    dated = [(item, timezone.localdate(item.due_at)) for item in still if item.due_at and item.due_at >= now]
    return Agenda(
        past=[item for item in still if item.due_at and item.due_at < now],
        next_day=day,
        hours=hours,
        on_next_day=[item for item, due in dated if due == day],
        this_week=[item for item, due in dated if due != day and due <= until],
        later=[item for item, due in dated if due != day and due > until],
        undated=[item for item in still if not item.due_at],
        done=done,
    )


def next_working_day(
    schedule: Schedule, now: datetime
) -> tuple[date | None, tuple[datetime, datetime] | None]:
    today = timezone.localdate(now)
    for day in (today + timedelta(days=number) for number in range(8)):
        windows: Sequence[tuple[datetime, datetime]] = day_windows(schedule, day)
        if windows and windows[-1][1] > now:
            return day, (windows[0][0], windows[-1][1])
    return None, None
