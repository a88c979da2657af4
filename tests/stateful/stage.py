"""Who plays, where, and the two sides of each thing: the real one and the model's."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from accounts.models import User
from notifications.models import FanOut, Notification
from tests.factories import make_channel
from tests.moved_clock import MovedClock
from tests.stateful import model, world
from tests.stateful.mails import Mail
from tests.stateful.model import Place, Said, Somebody, Topic
from threads.actions.refusals import Refused
from threads.models import Channel, Message, Thread

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ZONES = {
    "lena": "Europe/Lisbon",
    "asha": "Asia/Kolkata",
    "aroha": "Pacific/Auckland",
    "gil": "America/Denver",
}
OTHERS = [name for name in ZONES if name != "lena"]
HOURS = {
    "usual": [(day, 540, 1050) for day in range(5)],
    "mornings": [(day, 420, 720) for day in range(6)],
    "nights": [(day, 1320, 1800) for day in (0, 1, 2, 3, 4)],
}

names = st.sampled_from(list(ZONES))
others = st.sampled_from(OTHERS)
places = st.sampled_from(["open", "den"])
named = st.sets(names, max_size=2)
urgencies = st.sampled_from(["none", "none", "norm", "relaxed", "urgent"])
which = st.integers(0, 99)


class Stage(RuleBasedStateMachine):
    """lena owns the place and stays; asha, aroha and gil, a guest, come and go. "den" is private."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.clock = MovedClock(FRIDAY)
        self.clock.install(self.patch)
        self.latest = FRIDAY
        self.marks = itertools.count(1)
        self.users = world.people(ZONES)
        self.people = {name: Somebody(name, zone, hours=HOURS["usual"]) for name, zone in ZONES.items()}
        self.people["gil"].is_guest = True
        everyone = [self.users[name] for name in OTHERS]
        lena = self.users["lena"]
        self.channels = {
            "open": make_channel(lena, name="open", members=everyone),
            "den": make_channel(lena, name="den", members=[self.users["asha"]], is_private=True),
        }
        self.places = {
            "open": Place(False, dict.fromkeys(ZONES, "every")),
            "den": Place(True, {"lena": "every", "asha": "every"}),
        }
        self.topics: list[Topic] = []
        self.said: list[Said] = []
        self.arrived: list[Mail] = []
        self.ended: set[int] = set()
        self.deaths = self.deaths_after_yes = 0

    def posted(
        self, message: Message, topic: Topic, author: str, named: Iterable[str], mark: str, urgency: str
    ) -> None:
        readable = self.readable(named, topic) - {author}
        said = Said(message.pk, topic, message.number, author, self.clock.at, urgency, [mark], readable)
        topic.says.append(said)
        self.said.append(said)
        for earlier in topic.says:
            earlier.asked.discard(author)
        if urgency != "none":
            wanted = readable if topic.place else self.readable(topic.people, topic) - {author}
            said.asked, said.ever_asked = set(wanted), set(wanted)
        topic.read[author] = message.number
        topic.following.setdefault(author, True)
        expected = {name for name, person in self.people.items() if model.concerns(person, said)}
        if FanOut.objects.filter(message=message).exists():
            assert not self.told_of(said), "from one row, or at once; not both (I1)"
        else:
            assert self.told_of(said) == expected, "I1"

    def told_of(self, said: Said) -> set[str]:
        rows = Notification.objects.filter(message=said.id)
        return set(rows.values_list("recipient__handle", flat=True))

    def readable(self, named: Iterable[str], topic: Topic) -> set[str]:
        return {name for name in named if model.may_read(self.people[name], topic)}

    def find(self, thread: int, number: int) -> Said:
        return next(one for one in self.said if (one.topic.id, one.number) == (thread, number))

    def new_mark(self) -> str:
        """A word that stands in no other text."""
        return f"w{next(self.marks)}x"

    def text(self, mark: str, named: Iterable[str]) -> str:
        return " ".join([mark, *(f"@{name}" for name in sorted(named))])

    def topic(self, number: int) -> Topic:
        return self.topics[number % len(self.topics)]

    def one_said(self, number: int) -> Said:
        return self.said[number % len(self.said)]

    def user(self, name: str) -> User:
        return User.objects.get(pk=self.users[name].pk)

    def channel(self, where: str) -> Channel:
        return Channel.objects.get(pk=self.channels[where].pk)

    def thread(self, topic: Topic) -> Thread:
        return Thread.objects.select_related("channel", "responsible").get(pk=topic.id)


def unless_refused(act: Callable[[], Any]) -> Any:
    """None where the limits of urgent forbid it: then nothing happened."""
    try:
        return act()
    except Refused:
        return None
