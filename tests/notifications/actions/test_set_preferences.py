"""Wishes are kept, told once, and refuse what makes no sense."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError

from accounts.models import User
from notifications import events
from notifications.actions.set_preferences import set_preferences
from notifications.models import Preference


@pytest.fixture
def told() -> Iterator[list[int]]:
    heard: list[int] = []
    events.preferences_changed.connect(lambda event: heard.append(event.user_id), uid="test")
    yield heard
    events.preferences_changed.disconnect(uid="test")


def version_of(user: User) -> int:
    return User.objects.get(pk=user.pk).schedule_version


def test_wishes_are_kept_in_order_and_told(bob: User, told: list[int]) -> None:
    set_preferences(user=bob, mode="batches", batch_times=[930, 600, 600], digest_at=525, digest_days=[4, 0])
    kept = Preference.objects.get(user=bob)
    assert (kept.mode, kept.batch_times, kept.digest_at) == ("batches", [600, 930], 525)
    assert (kept.digest_days, kept.email_grace) == ([0, 4], 5)
    assert told == [bob.pk]
    assert version_of(bob) == 1


def test_the_same_wishes_again_tell_nothing(bob: User, told: list[int]) -> None:
    for _ in range(2):
        set_preferences(user=bob, mode="digest_only")
    assert told == [bob.pk]
    assert version_of(bob) == 1


def test_batches_need_a_time(bob: User) -> None:
    with pytest.raises(IntegrityError):
        set_preferences(user=bob, mode="batches")
