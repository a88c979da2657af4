"""What holds after every step, whatever came before (quality.md, I1 to I9)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis.stateful import invariant

from notifications.models import Delivery, Digest, FanOut
from tests.stateful import model, world
from tests.stateful.mails import Entry, Mail
from tests.stateful.model import Said, Somebody
from tests.stateful.stage import Stage

# An e-mail's grace, and time for a sweep.
GRACE = timedelta(minutes=10)
# How long ago something must have been said to stand in a digest.
COMMIT = timedelta(minutes=1)


class Invariants(Stage):
    @invariant()
    def mails_may_come(self) -> None:
        together = world.collect(self.clock)
        for mail in together:
            person = self.people[mail.to]
            self._tells_what_is_theirs(mail, person)
            if mail.is_digest:
                self._digest_may_come(mail, person)
                self._digest_comes_alone(mail, together)
            else:
                for entry in mail.entries:
                    self._entry_may_come(mail, entry, person)
            self.arrived.append(replace(mail, mode=person.mode))
        self._nothing_is_doubled()

    @invariant()
    def whatever_was_suppressed_had_to_be(self) -> None:
        rows = Delivery.objects.filter(state__in=["suppressed", "failed"]).exclude(pk__in=self.ended)
        for pk, state, outcome, who, message in rows.values_list(
            "pk", "state", "outcome", "recipient__handle", "notification__message"
        ):
            self.ended.add(pk)
            said = next(one for one in self.said if one.id == message)
            assert state == "suppressed", f"failed: {outcome}"
            assert self._had_to_be_suppressed(outcome, self.people[who], said), (outcome, who, said.words)

    @invariant()
    def plans_are_of_the_hours_of_now(self) -> None:
        """I8"""
        held = Delivery.objects.filter(state="held").values_list(
            "schedule_version", "recipient__schedule_version"
        )
        assert all(planned == current for planned, current in held)

    @invariant()
    def digests_chain(self) -> None:
        """I9; that there is one a date is a constraint."""
        chains: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        for user, after, until in Digest.objects.order_by("after").values_list("user", "after", "until"):
            chains[user].append((after, until))
        for chain in chains.values():
            assert all(before[1] == later[0] for before, later in itertools.pairwise(chain)), chain

    def still_to_be_written(self) -> dict[int, set[str]]:
        """Whom each message concerns that a worker has yet to look at."""
        rows = set(FanOut.objects.filter(finished_at=None).values_list("message", flat=True))
        return {
            said.id: {name for name, person in self.people.items() if model.concerns(person, said)}
            for said in self.said
            if said.id in rows and not said.is_deleted
        }

    def was_written(self, expected: dict[int, set[str]]) -> None:
        """By a worker, as it would have been in the transaction of the message (I1)."""
        for said in self.said:
            assert said.id not in expected or self.told_of(said) == expected[said.id], "I1, by fan-out"

    def walk_to_hours_of(self, person: Somebody) -> None:
        """Where they want batches, to one of their times, if those ever meet their hours."""
        for _ in range(2 * 24 * 7):
            at = self.clock.at
            in_time = person.mode != "batches" or person.may_have_batch(at - GRACE * 3, at)
            if in_time and person.worked_all_through(at - GRACE, at) and not person.is_focused(at):
                break
            self.clock.on(minutes=30)
        self.latest = max(self.latest, self.clock.at)

    def what_may_leave_has_left(self) -> None:
        """I5, after a sweep by a worker that lived, on a clock that has not gone back."""
        if self.clock.at < self.latest or Delivery.objects.filter(state="claimed").exists():
            return
        since = self.clock.at - GRACE
        held = Delivery.objects.filter(state="held", created_at__lte=since)
        # The dead may hold a digest for some minutes; it is waited for.
        held = held.exclude(recipient__digests__state="claimed")
        for who, message in held.values_list("recipient__handle", "notification__message"):
            person = self.people[who]
            late = person.mode == "as_they_come" and person.worked_all_through(since, self.clock.at)
            assert not late, f"{who} still waits for {message}"

    def everything_ends(self) -> None:
        """I2: once the leases have run out and everybody was at work, nothing is left."""
        self.clock.at = self.latest + timedelta(days=9)
        left = Delivery.objects.filter(state__in=["held", "claimed"], round=0)
        left = left.exclude(notification__reason="reminder")
        for person in [*self.people.values()] * 2:
            self._sweep_in_hours_of(person)
            if not (left.exists() or Digest.objects.filter(state="claimed").exists()):
                break
        waiting = left.select_related("recipient")
        assert not waiting, [(one.recipient.handle, one.state, one.why, one.release_at) for one in waiting]
        assert not FanOut.objects.filter(finished_at=None).exists()
        assert not Digest.objects.filter(state="claimed").exists()

    def _sweep_in_hours_of(self, person: Somebody) -> None:
        self.walk_to_hours_of(person)
        world.end_leases()
        for digests_first in (True, False):
            world.sweep_both(digests_first=digests_first)
        self.mails_may_come()
        self.whatever_was_suppressed_had_to_be()

    def _tells_what_is_theirs(self, mail: Mail, person: Somebody) -> None:
        told = {
            said.words[-1] for said in self.said if not said.is_deleted and model.may_read(person, said.topic)
        }
        assert mail.marks <= told, f"{mail.to} was told what is not theirs, or no longer true (I6)"

    def _digest_may_come(self, mail: Mail, person: Somebody) -> None:
        assert person.is_working(mail.at), f"a digest off hours for {mail.to} (I4)"
        assert not person.is_focused(mail.at), f"a digest in the focus of {mail.to} (I4)"
        for said in self.said:
            if said.words[-1] in mail.marks and mail.to not in said.asked:
                assert not model.has_read(person, said), f"{mail.to} had read it (I7)"

    def _digest_comes_alone(self, digest: Mail, together: list[Mail]) -> None:
        """No bundle of the same sweeps told what stands in it, but what is urgent or due."""
        for mail in together if not self.deaths else ():
            for entry in () if mail.is_digest or mail.to != digest.to else mail.entries:
                said = self.find(entry.thread, entry.number)
                is_late = entry.reminds or said.urgency == "urgent" or said.at > mail.at - COMMIT
                stands_there = any(told.thread == entry.thread for told in digest.entries)
                assert is_late or not stands_there, f"two mails of one thing for {mail.to}"

    def _entry_may_come(self, mail: Mail, entry: Entry, person: Somebody) -> None:
        said = self.find(entry.thread, entry.number)
        assert said.words[-1] in entry.marks
        if entry.reminds:
            assert mail.to in said.asked, f"{mail.to} owes no answer"
        else:
            assert not model.has_read(person, said), f"{mail.to} had read it (I7)"
        interrupts = said.urgency == "urgent" and mail.to in said.asked and not person.is_on_leave(mail.at)
        if interrupts and not entry.reminds:
            return
        assert person.is_working(mail.at), f"{mail.to} was not at work (I4)"
        assert not person.is_focused(mail.at), f"{mail.to} was in focus (I4)"
        assert person.mode != "digest_only", f"{mail.to} wants digests only"
        assert not self._stood_in_a_digest(mail, entry, said), f"{mail.to} knew it from the digest"

    def _stood_in_a_digest(self, mail: Mail, entry: Entry, said: Said) -> bool:
        """Whether a digest had told them in place of this mail. Who is named only later hears of
        it again, and after a death nobody knows what was sent."""
        if self.deaths or entry.reminds or len(said.words) > 1:
            return False
        return any(
            one.is_digest
            and one.to == mail.to
            and one.mode == "as_they_come"
            and said.at <= one.at - COMMIT
            and any(told.thread == entry.thread for told in one.entries)
            for one in self.arrived
        )

    def _nothing_is_doubled(self) -> None:
        """I3"""
        ids = [mail.id for mail in self.arrived]
        assert len(ids) - len(set(ids)) <= self.deaths_after_yes
        mails: dict[tuple[str, int, int, bool], set[str]] = defaultdict(set)
        for mail in self.arrived:
            for entry in () if mail.is_digest else mail.entries:
                mails[mail.to, entry.thread, entry.number, entry.reminds].add(mail.id)
        for (who, thread, number, reminds), seen in mails.items():
            most = model.most_reminders if reminds else model.most_mails
            assert len(seen) <= most(self.people[who], self.find(thread, number))

    def _had_to_be_suppressed(self, outcome: str, person: Somebody, said: Said) -> bool:
        match outcome:
            case "deleted":
                return said.is_deleted
            case "left":
                return not person.is_active
            case "no_access":
                return not model.may_read(person, said.topic)
            case "read":
                return model.has_read(person, said)
            case "answered":
                return person.name not in said.asked
            case "no_reason":
                return not model.concerns(person, said) or model.has_read(person, said)
            case "on_leave":
                return person.is_on_leave(self.clock.at)
        return False
