"""How far everybody has read: believable unread marks for whoever signs in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from accounts.models import User
from accounts.working_time import Schedule, is_working
from threads.demo.chance import chance
from threads.demo.company import Company, Place
from threads.demo.fill_people import morning
from threads.demo.history import History
from threads.demo.story_time import StoryTime
from threads.demo.timetable import last_working, real_moment
from threads.models import Channel, Level, Membership, ReadMark, Thread

VIEWERS = ("lena",)
"""They have read everything but what the scripts say is unread to them."""

BLINK = timedelta(seconds=1)


@dataclass
class Reading:
    company: Company
    story: StoryTime
    people: Mapping[str, User]

    def fill(
        self,
        histories: Sequence[History],
        threads: Mapping[str, Thread],
        channels: Mapping[str, Channel],
    ) -> None:
        """Memberships, and for whoever is where a thread stands their mark in it."""
        Membership.objects.bulk_create(
            self._membership(place, channels[place.name], handle, histories)
            for place in self.company.places.values()
            for handle in place.members
        )
        ReadMark.objects.bulk_create(
            self._mark(history, threads[history.script.key], handle)
            for history in histories
            for handle in self._present(history)
        )

    def _membership(
        self, place: Place, channel: Channel, handle: str, histories: Sequence[History]
    ) -> Membership:
        user = self.people[handle]
        unread = [
            history.said[-1].at - BLINK
            for history in histories
            if history.script.channel == place.name and self._read(history, handle) < len(history.said)
        ]
        return Membership(
            channel=channel,
            user=user,
            level=Level.MUTED if handle in place.muted else Level.EVERY,
            joined_at=morning(self.story.real(self.company.members[handle].joined), user.time_zone),
            caught_up_at=min([self._visits[handle], *unread]),
        )

    def _present(self, history: History) -> Iterator[str]:
        script = history.script
        inside = script.people or self.company.places[script.channel].members
        yield from dict.fromkeys([*inside, *(said.line.author for said in history.said)])

    def _mark(self, history: History, thread: Thread, handle: str) -> ReadMark:
        number = self._read(history, handle)
        follows = {said.line.author for said in history.said}
        follows |= {unread.handle for unread in history.script.unread}
        return ReadMark(
            user=self.people[handle],
            thread=thread,
            number=number,
            following=True if handle in follows else None,
            read_at=self._read_at(history, handle, number),
        )

    def _read(self, history: History, handle: str) -> int:
        """The number up to which `handle` has read."""
        for unread in history.script.unread:
            if unread.handle == handle:
                return len(history.said) - unread.count
        if handle in VIEWERS:
            return len(history.said)
        visit = self._visits[handle]
        return max(
            (said.number for said in history.said if said.at <= visit or said.line.author == handle),
            default=0,
        )

    def _read_at(self, history: History, handle: str, number: int) -> datetime:
        """Their last visit, after what they have read and before what they have not."""
        told = [unread.visit for unread in history.script.unread if unread.handle == handle]
        visit = self._visits[handle]
        if told and told[0]:
            visit = real_moment(told[0], self._desks[handle], self.story)
        if number:
            visit = max(visit, history.said[number - 1].at)
        if number < len(history.said):
            visit = min(visit, history.said[number].at - BLINK)
        return visit

    @cached_property
    def _visits(self) -> dict[str, datetime]:
        """When each of them last looked in: some hours ago, in their own hours."""
        visits = {}
        for handle, desk in self._desks.items():
            dice = chance("visit", handle)
            until = self.story.now - timedelta(hours=dice.uniform(1, 9))
            at_work = is_working(desk, until)
            visits[handle] = until if at_work else last_working(desk, until, dice.uniform(0.3, 0.99))
        return visits

    @cached_property
    def _desks(self) -> dict[str, Schedule]:
        return self.company.desks(self.story)
