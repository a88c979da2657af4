"""Plays with the real thing and with the naive model at once, and compares after every step."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from notifications import subscribers
from tests.stateful import world
from tests.stateful.invariants import Invariants
from tests.stateful.living import Living
from tests.stateful.stage import names
from tests.stateful.writing import Writing


class Machine(Writing, Living, Invariants):
    """Time, workers and what befalls them, besides all that people do."""

    @initialize(many=st.booleans())
    def threshold(self, many: bool) -> None:
        """With `many`, all that concerns more than one person is written by a worker."""
        if many:
            self.patch.setattr(subscribers, "THRESHOLD", 1)
        # From here on the worker knows what the clocks said.
        world.sweep_both()
        # What is said as somebody joins is not new to them.
        self.wait(1)
        self.begin("lena", "open", {"asha"}, "norm")
        self.begin("lena", "den", {"asha"}, "urgent")
        self.begin("asha", "direct", {"aroha"}, "relaxed")
        self.begin("gil", "open", {"aroha"}, "none")

    @rule(minutes=st.sampled_from([1, 5, 10, 30, 120, 480, 900, 1440, 2880]))
    def wait(self, minutes: int) -> None:
        self.clock.on(minutes=minutes)
        self.latest = max(self.latest, self.clock.at)

    @rule(minutes=st.sampled_from([120, 1440]))
    def clock_goes_back(self, minutes: int) -> None:
        self.clock.on(minutes=-minutes)

    @rule(minutes=st.sampled_from([120, 1440]))
    def clock_leaps(self, minutes: int) -> None:
        """No time passes; the first sweep after it believes nothing."""
        self.clock.leap(timedelta(minutes=minutes))
        self.latest = max(self.latest, self.clock.at)
        before = len(self.arrived)
        world.sweep_both()
        self.mails_may_come()
        assert len(self.arrived) == before, "a sweep believed the clock"

    @rule(digests_first=st.booleans())
    def sweep(self, digests_first: bool) -> None:
        """What the first one leaves to the digests, and they leave out, takes a second."""
        expected = self.still_to_be_written()
        for _ in range(2):
            world.sweep_both(digests_first=digests_first)
        self.was_written(expected)
        self.what_may_leave_has_left()

    @rule(minutes=st.sampled_from([10, 60, 720]), digests_first=st.booleans())
    def wait_and_sweep(self, minutes: int, digests_first: bool) -> None:
        self.wait(minutes)
        self.sweep(digests_first)

    @rule()
    def two_sweeps_at_once(self) -> None:
        world.sweep_at_once()

    @rule(label=st.sampled_from(world.LABELS), who=names, digests_first=st.booleans(), again=st.booleans())
    def die(self, label: str, who: str, digests_first: bool, again: bool) -> None:
        """As something leaves for somebody; with `again`, another worker finds what is left."""
        author = "lena" if who != "lena" else "asha"
        if label.startswith("digest"):
            self.reply(author, 0, {who}, "none")
            self.walk_to_hours_of(self.people[who])
        else:
            # What the day begins with leaves first, with the digest.
            self.walk_to_hours_of(self.people[who])
            self.sweep(digests_first)
            self.reply(author, 0, {who}, "none")
            self.wait(6)
        if world.dies(label, lambda: world.sweep_both(digests_first=digests_first)):
            self.deaths += 1
            self.deaths_after_yes += label.endswith("accepted")
        if again:
            world.end_leases()
            self.sweep(digests_first)

    @rule()
    def leases_run_out(self) -> None:
        world.end_leases()

    def teardown(self) -> None:
        try:
            self.everything_ends()
        finally:
            self.patch.undo()
            world.forget_everything()
