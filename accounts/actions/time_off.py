"""Take days off, with somebody who covers and a note for others."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.actions.reschedule import reschedule
from accounts.models import TimeOff, User


def add_time_off(
    *, user: User, first: date, last: date, kind: str, cover: User | None = None, note: str = ""
) -> TimeOff:
    """`first` and `last` are local dates, both included."""
    with transaction.atomic():
        days = TimeOff.objects.create(user=user, first=first, last=last, kind=kind, cover=cover, note=note)
        reschedule([user.pk])
    return days


def change_time_off(
    *, time_off: TimeOff, first: date, last: date, kind: str, cover: User | None = None, note: str = ""
) -> None:
    with transaction.atomic():
        time_off.first, time_off.last, time_off.kind = first, last, kind
        time_off.cover, time_off.note = cover, note
        time_off.save(update_fields=["first", "last", "kind", "cover", "note"])
        reschedule([time_off.user_id])


def remove_time_off(*, time_off: TimeOff) -> None:
    with transaction.atomic():
        time_off.delete()
        reschedule([time_off.user_id])
