"""The groups of the inbox against an independent slow reading of the same rules."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from accounts.models import User
from notifications.actions.triage import bring_back, finish, snooze, take_back
from notifications.inbox.groups import Standing, open_asks, standing_of
from notifications.inbox.undo import Before
from notifications.models import Triage
from tests.factories import make_channel, make_direct, make_thread
from tests.notifications.conftest import Clock
from tests.notifications.inbox.reference import group_of
from threads.actions.change_channel import archive_channel
from threads.actions.change_thread import reopen_thread, resolve_thread
from threads.actions.close_asks import promise
from threads.actions.edit_message import delete_message
from threads.actions.mark_read import follow_thread, mark_channel_read, mark_read
from threads.actions.membership import follow_channel
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.actions.refusals import Refused
from threads.models import Ask, Channel, Message, Thread

pytestmark = pytest.mark.django_db

STEPS = 40
Step = Callable[[], object]


class World:
    """Bob's inbox, and everything that may happen around it."""

    def __init__(self, dice: random.Random, clock: Clock, alice: User, bob: User, dave: User) -> None:
        self.dice, self.clock = dice, clock
        self.alice, self.bob, self.dave = alice, bob, dave
        kinds = {"regular": {}, "private": {"is_private": True}, "cooler": {"kind": "watercooler"}}
        self.channels = [
            make_channel(alice, members=[bob, dave], **settings)  # type: ignore[arg-type]
            for settings in kinds.values()
        ]
        self.channels.append(make_channel(alice, members=[dave]))
        self.threads = [self.begin() for _ in range(4)]
        self.changed: list[tuple[Before, ...]] = []

    def begin(self) -> Thread:
        if self.dice.random() < 0.2:
            return make_direct(self.alice, [self.bob], text=self.words())
        return make_thread(self.alice, channel=self.dice.choice(self.channels[:4]), text=self.words())

    def words(self) -> str:
        return self.dice.choice(["Plain.", "@bob, see this.", "@bob and @dave.", "@dave only."])

    def thread(self) -> Thread:
        return Thread.objects.select_related("channel").get(pk=self.dice.choice(self.threads).pk)

    def step(self) -> None:
        step = self.dice.choice(self.steps())
        self.clock.on(minutes=self.dice.choice([1, 20, 600]))
        with suppress(Refused):
            step()

    def steps(self) -> list[Step]:
        dice, bob = self.dice, self.bob
        thread = self.thread()
        seen = {thread.pk: dice.randint(1, thread.last_number)}
        writer = dice.choice([self.alice, self.alice, self.dave, bob])
        may_write = thread.channel is not None or writer in (self.alice, bob)
        message = dice.choice(list(Message.objects.filter(thread=thread)))
        channel = dice.choice(self.channels)
        urgency = dice.choice(["auto", "none", "relaxed"])
        return [
            lambda: self.threads.append(self.begin()),
            *[lambda: post_message(author=writer, thread=thread, text=self.words(), urgency=urgency)]
            * (4 if may_write else 0),
            lambda: mark_read(user=bob, thread=thread, number=seen[thread.pk]),
            lambda: follow_thread(user=bob, thread=thread, following=dice.random() < 0.5),
            lambda: react(user=bob, message=message, emoji="👍", on=True),
            lambda: delete_message(actor=self.alice, message=message),
            lambda: resolve_thread(actor=self.alice, thread=thread, outcome="So be it."),
            lambda: reopen_thread(actor=self.alice, thread=thread),
            lambda: follow_channel(
                user=bob, channel=channel, level=dice.choice(["every", "mentions", "muted"])
            ),
            lambda: mark_channel_read(user=bob, channel=channel),
            lambda: self.promise(),
            *[lambda: self.changed.append(finish(user=bob, seen=seen))] * 3,
            *[lambda: self.snooze(seen)] * 3,
            lambda: bring_back(user=bob, thread=thread),
            lambda: self.changed and take_back(user=bob, changed=dice.choice(self.changed)),
        ]

    def snooze(self, seen: dict[int, int]) -> None:
        until = self.clock() + timedelta(hours=self.dice.choice([1, 30]))
        self.changed.append(snooze(user=self.bob, seen=seen, until=until)[1])

    def promise(self) -> None:
        ask = Ask.objects.filter(person=self.bob, closed_at=None).first()
        if ask:
            promise(person=self.bob, ask=ask, until=self.clock() + timedelta(days=1))


@pytest.mark.parametrize("seed", range(6))
def test_every_thread_stands_where_the_rules_say_and_once(
    seed: int, alice: User, bob: User, dave: User, clock: Clock
) -> None:
    world = World(random.Random(seed), clock, alice, bob, dave)
    met: Counter[str] = Counter()
    for number in range(STEPS):
        world.step()
        if number % 8 == 7:
            met += _compare(bob, clock)
    archive_channel(actor=alice, channel=world.channels[0])
    _compare(bob, clock)
    assert len(met) >= 2, met


def test_the_worlds_above_hold_everything_that_the_rules_speak_of(
    alice: User, bob: User, dave: User, clock: Clock
) -> None:
    """Guards the test above against testing nothing."""
    met: Counter[str] = Counter()
    world = World(random.Random(99), clock, alice, bob, dave)
    for number in range(120):
        world.step()
        if number % 4:
            continue
        met += _compare(bob, clock)
        met["asleep"] += Triage.objects.filter(snoozed_until__gt=clock()).exists()
        met["woken"] += any(one.woken for one in standing_of(bob, clock()).following)
    assert min(met[what] for what in ("needs", "mentions", "following", "", "asleep", "woken")) > 1, met


def _compare(user: User, clock: Clock) -> Counter[str]:
    now = clock()
    standing_now = standing_of(user, now)
    found = {
        "needs": [one.thread for one in standing_now.needs],
        "mentions": [one.thread for one in standing_now.mentions],
        "following": [one.thread for one in standing_now.following],
    }
    standing = Counter(pk for threads in found.values() for pk in threads)
    assert not standing or max(standing.values()) == 1
    expected = {thread.pk: group_of(user, thread, now) for thread in Thread.objects.select_related("channel")}
    told = {pk: next((name for name, pks in found.items() if pk in pks), "") for pk in expected}
    assert told == expected
    waiting = open_asks(user, now).values("message__thread").distinct().count()
    assert waiting == len(found["needs"])
    return Counter(expected.values())


def needs(user: User, clock: Clock) -> list[int]:
    return [one.thread for one in standing_of(user, clock()).needs]


def test_asks_stand_by_their_due_time_and_a_promise_counts_instead(
    alice: User, bob: User, clock: Clock
) -> None:
    channel = make_channel(alice, members=[bob])
    first = make_thread(alice, channel=channel, text="@bob, one.", urgency="norm")
    clock.on(days=1)
    second = make_thread(alice, channel=channel, text="@bob, two.", urgency="norm")
    assert needs(bob, clock) == [first.pk, second.pk]
    ask = Ask.objects.get(message__thread=first)
    promise(person=bob, ask=ask, until=clock() + timedelta(days=7))
    assert needs(bob, clock) == [second.pk, first.pk]


def test_who_cannot_read_a_thread_any_more_has_it_in_no_group(alice: User, bob: User, clock: Clock) -> None:
    channel = make_channel(alice, is_private=True, members=[bob])
    clock.on(minutes=1)
    make_thread(alice, channel=channel, text="@bob, one.", urgency="norm")
    make_thread(alice, channel=channel, text="Not for anybody.")
    before = standing_of(bob, clock())
    assert before.needs
    assert before.following
    Channel.objects.get(pk=channel.pk).memberships.filter(user=bob).delete()
    assert standing_of(bob, clock()) == Standing([], [], [], {})
