"""What the load generator asks to be made before it measures."""

from __future__ import annotations

from datetime import UTC, datetime

from accounts.actions.add_person import add_person
from accounts.models import User
from threads.access import channel_for
from threads.actions.make_channel import make_channel
from threads.actions.membership import add_people
from threads.actions.start_thread import start_thread

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)


def people(prefix: str, count: int, password: str) -> list[int]:
    """Their ids, for PREFIX0@rill.example and so on."""
    names = [f"{prefix}{number}".lower() for number in range(count)]
    return [
        add_person(
            email=f"{name}@rill.example",
            name=f"Robin {name}",
            handle=name,
            password=password,
            joined_at=LONG_AGO,
            onboarded_at=LONG_AGO,
        ).pk
        for name in names
    ]


def channel(members: list[int], name: str) -> int:
    """The first of them makes it."""
    maker = User.objects.get(pk=members[0])
    made = make_channel(maker=maker, name=name.lower().replace(" ", "-"))
    add_people(actor=maker, channel=made, people=User.objects.filter(pk__in=members[1:]))
    return made.pk


def thread(channel_id: int, author: int, title: str) -> int:
    user = User.objects.get(pk=author)
    place = channel_for(user, channel_id)
    return start_thread(author=user, channel=place, title=title, text="First words.").pk
