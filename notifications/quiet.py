"""What the first page says of somebody's quiet: until when, what is held, what is urgent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.moments import NEAR_DAYS
from accounts.queries import schedule_for
from accounts.wall_clock import zone_named
from accounts.working_time import next_opening, status
from notifications.models import Delivery, Notification
from threads.access import visible_threads
from threads.models import Ask, Urgency

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Quiet:
    """`until` is when their hours or their focus let things through again; None is never."""

    until: datetime | None
    held: int


def quiet_of(user: User, now: datetime) -> Quiet | None:
    """None while they work; two queries otherwise."""
    schedule = schedule_for(user)
    focus = user.focus_until if user.focus_until and user.focus_until > now else None
    if status(schedule, now).state == "on" and focus is None:
        return None
    return Quiet(until=next_opening(schedule, focus or now), held=held_of(user).count())


def until_words(until: datetime, user: User, now: datetime) -> str:
    """ "Monday 09:00", "09:00" today, "3 December 09:00" far off; in the person's own zone."""
    zone = zone_named(user.time_zone)
    then, here = until.astimezone(zone), now.astimezone(zone)
    days = (then.date() - here.date()).days
    clock = f"{then:%H:%M}"
    if days == 0:
        return clock
    if days <= NEAR_DAYS:
        return _("%(weekday)s %(clock)s") % {"weekday": WEEKDAYS[then.weekday()], "clock": clock}
    return f"{then.day} {MONTHS[then.month]} {clock}"


def held_of(user: User) -> QuerySet[Notification]:
    """What waits for `user` and may still be read, the newest first."""
    waiting = Delivery.objects.filter(recipient=user, state=Delivery.State.HELD, urgent=False)
    return Notification.objects.filter(
        pk__in=waiting.values("notification"),
        message__deleted_at=None,
        message__thread__in=visible_threads(user).values("pk"),
    ).order_by("-message__created_at", "-pk")


def held_with_messages(user: User) -> list[Notification]:
    """As `held_of`, at most MOST_LISTED, with what a list of them shows; two queries."""
    held = Delivery.objects.filter(state=Delivery.State.HELD).order_by("release_at", "pk")
    return list(
        held_of(user)
        .select_related("message__author", "message__thread__channel")
        .prefetch_related(Prefetch("deliveries", held, to_attr="held"))[:MOST_LISTED]
    )


def urgent_of(user: User) -> list[Ask]:
    """What is urgently asked of `user` and still open; one query."""
    asks = Ask.objects.filter(
        person=user,
        urgency=Urgency.URGENT,
        closed_at=None,
        message__thread__in=visible_threads(user).values("pk"),
    )
    return list(asks.select_related("message__author", "message__thread__channel").order_by("-opened_at"))
