"""Everything that changes when somebody may be reached says so, once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions.focus import begin_focus, end_focus
from accounts.actions.set_working_hours import change_time_zone, set_default_hours, set_working_hours
from accounts.actions.time_off import add_time_off, change_time_off, remove_time_off
from accounts.models import AuditEvent, TimeOff, User
from accounts.queries import schedule_for
from accounts.working_time import Window

Told = list[tuple[int, ...] | None]
WINDOWS = (Window(0, 540, 720), Window(0, 1320, 1800))


def version_of(user: User) -> int:
    return User.objects.get(pk=user.pk).schedule_version


def test_hours_take_the_place_of_earlier_ones(bob: User, told: Told) -> None:
    set_working_hours(user=bob, time_zone="Europe/Lisbon", windows=[Window(4, 0, 60)])
    set_working_hours(user=bob, time_zone="America/Denver", windows=reversed(WINDOWS))
    schedule = schedule_for(User.objects.get(pk=bob.pk))
    assert (schedule.windows, schedule.time_zone) == (WINDOWS, "America/Denver")
    assert told == [(bob.pk,), (bob.pk,)]
    assert version_of(bob) == 2


def test_the_same_hours_again_change_nothing(bob: User, told: Told) -> None:
    for _ in range(2):
        set_working_hours(user=bob, time_zone="Europe/Lisbon", windows=WINDOWS)
        change_time_zone(user=bob, time_zone="Europe/Lisbon")
    assert told == [(bob.pk,)]
    assert version_of(bob) == 1


def test_another_zone_moves_the_hours(bob: User, told: Told) -> None:
    change_time_zone(user=bob, time_zone="Asia/Calcutta")
    assert User.objects.get(pk=bob.pk).time_zone == bob.time_zone == "Asia/Kolkata"
    assert told == [(bob.pk,)]
    with pytest.raises(ValueError, match="Mars"):
        change_time_zone(user=bob, time_zone="Mars/Olympus")


def test_an_admin_changes_the_default_hours_and_it_is_recorded(alice: User, bob: User, told: Told) -> None:
    for _ in range(2):
        set_default_hours(actor=alice, windows=WINDOWS)
    assert schedule_for(bob).windows == WINDOWS
    assert told == [None]
    event = AuditEvent.objects.get(verb="default_hours.changed")
    assert (event.actor, event.data["after"]) == (alice, [[0, 540, 720], [0, 1320, 1800]])


def test_nobody_else_changes_the_default_hours(bob: User) -> None:
    with pytest.raises(PermissionDenied):
        set_default_hours(actor=bob, windows=WINDOWS)
    assert AuditEvent.objects.filter(verb="default_hours.changed").count() == 0


def test_focus_begins_and_ends(bob: User, told: Told) -> None:
    until = datetime(2026, 11, 23, 12, tzinfo=UTC)
    begin_focus(user=bob, until=until, note=" Writing the plan ")
    kept = User.objects.get(pk=bob.pk)
    assert (kept.focus_until, kept.focus_note) == (until, "Writing the plan")
    end_focus(user=bob)
    assert User.objects.get(pk=bob.pk).focus_until is None
    assert told == [(bob.pk,), (bob.pk,)]


def test_time_off_comes_changes_and_goes(bob: User, carol: User, told: Told) -> None:
    first, last = date(2026, 12, 21), date(2027, 1, 3)
    days = add_time_off(user=bob, first=first, last=last, kind="vacation", cover=carol, note="Back soon")
    assert schedule_for(bob).time_off == ((first, last),)
    change_time_off(time_off=days, first=first, last=first, kind="sick")
    assert TimeOff.objects.get().cover is None
    assert schedule_for(bob).time_off == ((first, first),)
    remove_time_off(time_off=days)
    assert schedule_for(bob).time_off == ()
    assert told == [(bob.pk,)] * 3
    assert version_of(bob) == 3
    assert version_of(carol) == 0
