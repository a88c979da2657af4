"""The same weekend for people who get their digests, whichever of the two sweeps comes first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from notifications.digest import plans
from notifications.digest.send import send_due
from notifications.models import Delivery
from notifications.outbox import sweep
from tests.story.conftest import Story
from tests.story.weekend import LAUNCH, Weekend, utc

# Digests that tell of what no mail was held for: of a channel, or of an ask again.
EMPTY_HANDED = 2


@pytest.fixture
def begins() -> datetime:
    return utc(20, 17, 55)


@pytest.mark.parametrize(
    "order", [(send_due, sweep), (sweep, send_due)], ids=["digest first", "release first"]
)
def test_with_digests_each_day_begins_with_one_mail(
    story: Story, order: tuple[Callable[[], int], Callable[[], int]]
) -> None:
    plans.replan([person.pk for person in story.people.values()])
    Weekend(story)
    story.play(utc(25, 0), *order, *order)
    assert story.mails == [
        # As without digests: nobody's day begins here.
        ("dan", "Fri 11:05", f"Lena begins: {LAUNCH}"),
        ("dan", "Fri 11:15", f"Lena asks you: {LAUNCH}"),
        ("asha", "Sat 00:45", "Urgent, from Lena: Cards are refused since 19:05"),
        ("asha", "Sat 00:55", "Urgent, from Lena: Cards are refused since 19:05"),
        # What was held over the weekend, in the one mail with which Monday begins.
        ("dan", "Mon 09:00", "Monday, 23 November: 1 direct thread"),
        ("aroha", "Mon 09:00", "Monday, 23 November: 1 thread needs your reply"),
        ("asha", "Mon 09:00", "Monday, 23 November: 1 thread needs your reply"),
        ("lena", "Mon 09:00", "Monday, 23 November: what is new"),
        ("asha", "Mon 15:35", f"Lena asks you: {LAUNCH}"),
        ("lena", "Mon 10:25", f"Asha in {LAUNCH}"),
        ("dan", "Tue 09:00", "Tuesday, 24 November: what is new"),
        ("aroha", "Tue 09:00", "Tuesday, 24 November: 1 thread needs your reply"),
        # Nuru was off on Monday; her batches keep their own times.
        ("nuru", "Tue 09:00", "Tuesday, 24 November: what is new"),
        ("nuru", "Tue 10:00", f"Lena begins: {LAUNCH}"),
        ("lena", "Tue 09:00", "Tuesday, 24 November: what is new"),
        # Nothing is new for Aroha, so no digest carries the reminder.
        ("aroha", "Wed 09:00", f"Your answer is expected: {LAUNCH}"),
    ]
    assert not Delivery.objects.filter(state__in=["held", "claimed"]).exists()
    times = Delivery.objects.filter(state="sent").values_list("bundle", flat=True).distinct().count()
    assert times == len(story.mails) - EMPTY_HANDED
