"""What people read, where they are, and when they may be reached."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from accounts.actions.deactivate import deactivate, reactivate
from accounts.actions.focus import begin_focus, end_focus
from accounts.actions.set_working_hours import change_time_zone, set_working_hours
from accounts.actions.time_off import add_time_off, remove_time_off
from accounts.models import TimeOff
from accounts.working_time import Window
from notifications.actions.set_preferences import set_preferences
from tests.stateful import model
from tests.stateful.stage import HOURS, ZONES, Stage, names, others, places, which
from threads.actions.mark_read import mark_read, mark_unread
from threads.actions.membership import add_people, follow_channel, leave_channel


class Living(Stage):
    @precondition(lambda self: self.topics)
    @rule(who=names, topic=which)
    def read(self, who: str, topic: int) -> None:
        about = self.topic(topic)
        if model.may_read(self.people[who], about):
            number = len(about.says)
            mark_read(user=self.user(who), thread=self.thread(about), number=number)
            about.read[who] = max(number, about.read.get(who, 0))

    @precondition(lambda self: self.said)
    @rule(who=names, said=which)
    def keep_for_later(self, who: str, said: int) -> None:
        one = self.one_said(said)
        if model.may_read(self.people[who], one.topic):
            mark_unread(user=self.user(who), thread=self.thread(one.topic), number=one.number)
            one.topic.read[who], one.topic.following[who] = one.number - 1, True

    @rule(who=others, where=places)
    def leave(self, who: str, where: str) -> None:
        if who in self.places[where].levels:
            leave_channel(user=self.user(who), channel=self.channel(where))
            del self.places[where].levels[who]

    @rule(who=others, where=places)
    def come_back(self, who: str, where: str) -> None:
        if self.people[who].is_active and who not in self.places[where].levels:
            add_people(actor=self.user("lena"), channel=self.channel(where), people=[self.user(who)])
            self.places[where].levels[who] = "every"
            # What is said as somebody joins is not new to them.
            self.clock.on(minutes=1)

    @rule(who=names, where=places, level=st.sampled_from(["every", "mentions", "muted"]))
    def listen(self, who: str, where: str, level: str) -> None:
        if who in self.places[where].levels:
            follow_channel(user=self.user(who), channel=self.channel(where), level=level)
            self.places[where].levels[who] = level

    @rule(who=others)
    def go_and_return(self, who: str) -> None:
        """Deactivates, or the other way round."""
        person, lena = self.people[who], self.user("lena")
        (deactivate if person.is_active else reactivate)(actor=lena, user=self.user(who))
        person.is_active = not person.is_active

    @rule(who=names, hours=st.sampled_from(list(HOURS)))
    def change_hours(self, who: str, hours: str) -> None:
        person = self.people[who]
        person.hours = HOURS[hours]
        person.changes += 1
        windows = [Window(*row) for row in person.hours]
        set_working_hours(user=self.user(who), time_zone=person.zone, windows=windows)

    @rule(who=names, zone=st.sampled_from([*ZONES.values(), "Asia/Kathmandu"]))
    def travel(self, who: str, zone: str) -> None:
        self.people[who].zone = zone
        self.people[who].changes += 1
        change_time_zone(user=self.user(who), time_zone=zone)

    @rule(who=names, after=st.integers(0, 3), days=st.integers(0, 3))
    def take_days_off(self, who: str, after: int, days: int) -> None:
        person = self.people[who]
        first = self.clock.at.astimezone(ZoneInfo(person.zone)).date() + timedelta(days=after)
        last = first + timedelta(days=days)
        add_time_off(user=self.user(who), first=first, last=last, kind="vacation")
        person.leaves.append((first, last))
        person.changes += 1

    @rule(who=names)
    def come_back_early(self, who: str) -> None:
        for row in TimeOff.objects.filter(user__handle=who):
            remove_time_off(time_off=row)
        self.people[who].leaves.clear()
        self.people[who].changes += 1

    @rule(who=names, mode=st.sampled_from(["as_they_come", "batches", "digest_only"]))
    def wish(self, who: str, mode: str) -> None:
        times = model.BATCHES if mode == "batches" else ()
        set_preferences(user=self.user(who), mode=mode, batch_times=times)
        self.people[who].mode = mode

    @rule(who=names, minutes=st.sampled_from([0, 45, 180, 2000]))
    def focus(self, who: str, minutes: int) -> None:
        person = self.people[who]
        person.focus_until = self.clock.at + timedelta(minutes=minutes) if minutes else None
        if person.focus_until:
            begin_focus(user=self.user(who), until=person.focus_until)
        else:
            end_focus(user=self.user(who))
