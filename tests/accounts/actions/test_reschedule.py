"""Whose schedule versions grow, and who is told."""

from __future__ import annotations

from accounts.actions.reschedule import reschedule, reschedule_defaults
from accounts.models import User, WorkingHours


def versions() -> dict[str, int]:
    return dict(User.objects.values_list("handle", "schedule_version"))


def test_only_those_who_are_named_change(alice: User, bob: User, told: list[tuple[int, ...] | None]) -> None:
    reschedule([bob.pk])
    reschedule([bob.pk])
    assert versions() == {"alice": 0, "bob": 2}
    assert told == [(bob.pk,), (bob.pk,)]


def test_other_default_hours_change_whoever_declared_none(
    alice: User, bob: User, told: list[tuple[int, ...] | None]
) -> None:
    WorkingHours.objects.create(user=alice, weekday=0, start=540, end=720)
    reschedule_defaults()
    assert versions() == {"alice": 0, "bob": 1}
    assert told == [None]


def test_nobody_is_told_of_nobody(db: None, told: list[tuple[int, ...] | None]) -> None:
    reschedule([])
    assert told == []
