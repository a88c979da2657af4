"""A week of anything: people post, edit, delete, move, read, leave, change hours, go on leave;
the clock runs, leaps and is put back; sweeps run or don't. What must hold holds (quality.md, I1 to I8).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.actions.deactivate import deactivate, reactivate
from accounts.actions.reschedule import reschedule
from accounts.models import Organization, TimeOff, User, WorkingHours
from accounts.queries import schedule_for
from accounts.wall_clock import zone_named
from accounts.working_time import is_working
from notifications import clock as clock_module
from notifications import leaps, outbox
from notifications.models import Delivery, Notification, Preference
from tests.cast import person
from tests.factories import make_channel
from tests.notifications.conftest import MONDAY_10, Clock
from threads.access import readers_of
from threads.actions.change_thread import move_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.mark_read import mark_read
from threads.actions.post_message import post_message
from threads.actions.refusals import Refused
from threads.actions.start_thread import start_thread
from threads.models import Membership, Message, ReadMark, Thread

NAMES = ["Ana Alves", "Ben Barasa", "Chen Cui", "Dov Dahl"]
ZONES = ["Europe/Lisbon", "Asia/Kolkata", "America/Denver", "Pacific/Auckland"]
WORDS = re.compile(r"token(\d+)x")

someone = st.integers(0, len(NAMES) - 1)
which = st.integers(0, 30)


class Team(RuleBasedStateMachine):
    """`tokens` maps the words of a text, as they are in one message only, to its message id."""

    numbers: ClassVar[Any] = count(1)

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(MONDAY_10)
        self.patches: list[Any] = [
            patch.object(timezone, "now", self.clock),
            patch.object(clock_module, "monotonic", lambda: self.clock.at.timestamp()),
        ]
        for one in self.patches:
            one.start()
        leaps.forget()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        mail.outbox = []
        self.tokens: dict[str, int] = {}
        self.seen = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        for one in self.patches:
            one.stop()

    @initialize()
    def begin(self) -> None:
        Organization.objects.create(name="Rill")
        self.people = [
            person(name, time_zone=zone, role="admin" if zone == ZONES[0] else "member")
            for name, zone in zip(NAMES, ZONES, strict=True)
        ]
        maker = self.people[0]
        self.channels = [
            make_channel(maker, name="open", members=self.people[1:]),
            make_channel(maker, name="closed", members=self.people[1:3], is_private=True),
        ]
        self.threads = [
            start_thread(author=maker, channel=channel, title=channel.name, text=self.text(maker))
            for channel in self.channels
        ]
        self.note()

    # What people do

    @rule(author=someone, thread=which, named=someone, urgency=st.sampled_from(["none", "norm", "urgent"]))
    def post(self, author: int, thread: int, named: int, urgency: str) -> None:
        writer, where = self.person(author), self.thread(thread)
        if self.reads(writer, where):
            text = f"@{self.people[named].handle} {self.text(writer)}"
            self.attempt(
                lambda: post_message(
                    author=writer, thread=where, text=text, urgency=urgency, urgent_reason="Now or never"
                )
            )
            self.note()

    @rule(message=which)
    def edit(self, message: int) -> None:
        found = self.message(message)
        if not found.is_deleted and found.author.is_active:
            edit_message(editor=found.author, message=found, text=self.text(found.author))
            self.note()

    @rule(message=which)
    def delete(self, message: int) -> None:
        found = self.message(message)
        self.attempt(lambda: delete_message(actor=self.people[0], message=found))

    @rule(thread=which, channel=st.integers(0, 1))
    def move(self, thread: int, channel: int) -> None:
        self.attempt(
            lambda: move_thread(
                actor=self.people[0], thread=self.thread(thread), channel=self.channels[channel]
            )
        )

    @rule(reader=someone, thread=which)
    def read(self, reader: int, thread: int) -> None:
        user, where = self.person(reader), self.thread(thread)
        if self.reads(user, where):
            mark_read(user=user, thread=where, number=where.last_number)

    @rule(who=st.integers(1, 3), channel=st.integers(0, 1))
    def leave_or_rejoin(self, who: int, channel: int) -> None:
        mine = Membership.objects.filter(user=self.people[who], channel=self.channels[channel])
        if not mine.delete()[0]:
            Membership.objects.create(user=self.people[who], channel=self.channels[channel])

    @rule(who=st.integers(1, 3))
    def go_or_come_back(self, who: int) -> None:
        user = self.person(who)
        (deactivate if user.is_active else reactivate)(actor=self.people[0], user=user)

    # When they work

    @rule(who=someone, start=st.integers(0, 23), length=st.integers(1, 12), weekday=st.integers(0, 6))
    def change_hours(self, who: int, start: int, length: int, weekday: int) -> None:
        WorkingHours.objects.filter(user=self.people[who]).delete()
        WorkingHours.objects.create(
            user=self.people[who], weekday=weekday, start=start * 60, end=(start + length) * 60
        )
        reschedule([self.people[who].pk])

    @rule(who=someone, zone=st.sampled_from(ZONES))
    def change_zone(self, who: int, zone: str) -> None:
        User.objects.filter(pk=self.people[who].pk).update(time_zone=zone)
        reschedule([self.people[who].pk])

    @rule(who=someone, days=st.integers(0, 3))
    def take_leave(self, who: int, days: int) -> None:
        first = self.clock.at.date()
        TimeOff.objects.create(user=self.people[who], first=first, last=first + timedelta(days=days))
        reschedule([self.people[who].pk])

    @rule(who=someone, mode=st.sampled_from(["as_they_come", "batches", "digest_only"]))
    def change_wishes(self, who: int, mode: str) -> None:
        Preference.objects.update_or_create(
            user=self.people[who], defaults={"mode": mode, "batch_times": [600, 930]}
        )
        reschedule([self.people[who].pk])

    # What time and the worker do

    @rule(minutes=st.sampled_from([1, 5, 11, 60, 8 * 60, 24 * 60, -120]))
    def let_time_pass(self, minutes: int) -> None:
        self.clock.on(minutes=minutes)

    @rule()
    def sweep(self) -> None:
        outbox.sweep()

    @rule()
    def lose_a_lease(self) -> None:
        """A worker died after its claim."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE notifications_delivery SET state = 'claimed', lease = gen_random_uuid(),"
                " leased_until = clock_timestamp() - interval '1 s'"
                " WHERE state = 'held' AND release_at <= %s",
                [self.clock.at],
            )

    # What must hold

    @invariant()
    def every_mail_was_right_when_it_left(self) -> None:
        if not hasattr(self, "people"):
            return
        new, self.seen = mail.outbox[self.seen :], len(mail.outbox)
        for one in new:
            reader = User.objects.get(email=one.to[0])
            assert reader.is_active
            schedule = schedule_for(reader)
            told = [Message.objects.get(pk=self.tokens[word]) for word in WORDS.findall(str(one.body))]
            assert told
            for message in told:
                assert not message.is_deleted
                assert WORDS.search(message.source)
                assert message.author_id != reader.pk
                assert readers_of(message.thread).filter(pk=reader.pk).exists()
            is_urgent = any(message.urgency == "urgent" for message in told)
            assert is_working(schedule, self.clock.at) or is_urgent
            today = timezone.localtime(self.clock.at, timezone=zone_named(schedule.time_zone)).date()
            assert not any(first <= today <= last for first, last in schedule.time_off) or is_working(
                schedule, self.clock.at
            )

    @invariant()
    def nobody_is_told_what_they_had_read(self) -> None:
        sent = Delivery.objects.filter(state="sent", round=0, ended_at=self.clock.at)
        for one in sent.exclude(notification__reason="reminder").select_related("notification__message"):
            message = one.notification.message
            mark = ReadMark.objects.filter(user=one.recipient_id, thread=message.thread_id).first()
            if mark and mark.number >= message.number:
                assert mark.read_at >= self.clock.at

    @invariant()
    def nothing_is_doubled_or_lost(self) -> None:
        rows = list(Delivery.objects.select_related("notification"))
        ids = [one.message()["Message-ID"] for one in mail.outbox]
        assert len(ids) == len(set(ids))
        assert len(rows) >= Notification.objects.count()
        for one in rows:
            assert (one.state in {"held", "claimed"}) == (one.ended_at is None)

    @invariant()
    def what_is_held_is_planned_by_the_hours_of_now(self) -> None:
        stale = Delivery.objects.filter(state="held").select_related("recipient")
        assert all(one.schedule_version == one.recipient.schedule_version for one in stale)

    # Small things

    def text(self, author: User) -> str:
        """With a word that stands in no other text."""
        self.word = next(self.numbers)
        return f"token{self.word}x"

    def note(self) -> None:
        """Which message each word stands in."""
        for message in Message.objects.exclude(source=""):
            for word in WORDS.findall(message.source):
                self.tokens[word] = message.pk

    def person(self, position: int) -> User:
        return User.objects.get(pk=self.people[position].pk)

    def thread(self, position: int) -> Thread:
        pk = self.threads[position % len(self.threads)].pk
        return Thread.objects.select_related("channel", "author", "responsible").get(pk=pk)

    def message(self, position: int) -> Message:
        found = Message.objects.select_related("author", "thread__channel").order_by("pk")
        return found[position % found.count()]

    def reads(self, user: User, thread: Thread) -> bool:
        return readers_of(thread).filter(pk=user.pk).exists()

    def attempt(self, action: Callable[[], object]) -> None:
        """Whatever the rules of the product refuse is no news here."""
        try:
            with transaction.atomic():
                action()
        except Refused:
            pass


@pytest.mark.django_db
def test_whatever_happens_the_invariants_hold() -> None:
    run_state_machine_as_test(
        Team,
        settings=settings(
            max_examples=6,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
