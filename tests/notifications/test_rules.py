"""Who is notified, and why: against a slow reading of the product's sentences."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from notifications.models import Notification
from notifications.recipients import event_of, recipients
from notifications.rules import Event, Facts, Reason, interrupts, may_read, reason_for
from tests.factories import make_channel, make_direct, make_thread
from threads.access import readers_of
from threads.models import Membership

AUTHOR, SOMEBODY = 1, 2
CHANNELS = ["regular", "announcements", "watercooler", None]
LEVELS = ["every", "mentions", "muted", None]

events = st.builds(
    Event,
    author_id=st.just(AUTHOR),
    begins=st.booleans(),
    channel_kind=st.sampled_from(CHANNELS),
    is_private=st.booleans(),
    urgency=st.sampled_from(["none", "relaxed", "norm", "urgent"]),
)
people = st.builds(
    Facts,
    user_id=st.sampled_from([AUTHOR, SOMEBODY]),
    is_active=st.booleans(),
    is_guest=st.booleans(),
    is_mentioned=st.booleans(),
    is_participant=st.booleans(),
    is_responsible=st.booleans(),
    is_asked=st.booleans(),
    following=st.sampled_from([True, False, None]),
    level=st.sampled_from(LEVELS),
)


def every_reason(event: Event, person: Facts) -> set[str]:
    """One sentence of the product after the other; nothing is decided twice."""
    direct = event.channel_kind is None
    reads = person.is_participant if direct else True
    if not direct and (event.is_private or person.is_guest) and person.level is None:
        reads = False
    if not (reads and person.is_active) or person.user_id == event.author_id:
        return set()
    reasons = set()
    if person.is_asked and event.channel_kind != "watercooler":
        reasons.add("ask")
    silent = person.level == "muted" and person.following is not True
    unfollowed = person.following is False
    if person.is_mentioned and not silent:
        reasons.add("mention")
    if person.is_responsible and not silent:
        if event.begins:
            reasons.add("mention")
        elif not unfollowed:
            reasons.add("direct" if direct else "followed")
    if direct and not silent and not unfollowed:
        reasons.add("direct")
    if person.following is True:
        reasons.add("followed")
    if event.begins and not direct and person.level == "every" and not unfollowed:
        reasons.add("new_thread")
    return reasons


@given(events, people)
def test_the_reason_is_the_strongest_of_all_that_hold(event: Event, person: Facts) -> None:
    reasons = every_reason(event, person)
    strongest = next((reason for reason in Reason if reason.value in reasons), None)
    assert reason_for(event, person) is strongest


@given(events, people)
def test_only_an_urgent_ask_interrupts(event: Event, person: Facts) -> None:
    reason = reason_for(event, person)
    if interrupts(event, reason):
        assert event.urgency == "urgent"
        assert person.is_asked
        assert person.user_id != AUTHOR


def test_the_reasons_are_those_of_the_model_in_its_order() -> None:
    assert [reason.value for reason in Reason] == Notification.Reason.values


@pytest.mark.django_db
def test_the_rule_on_facts_is_the_rule_of_the_door(
    alice: User, bob: User, carol: User, dave: User, gina: User
) -> None:
    """Everybody, in every kind of place, as member and as none."""
    dave.is_active = False
    dave.deactivated_at = dave.joined_at
    dave.save(update_fields=["is_active", "deactivated_at"])
    everybody = [bob, carol, dave, gina]
    checked = 0
    threads = [make_direct(alice, [bob, gina])]
    for is_private, members in product([True, False], [[], [bob, gina]]):
        channel = make_channel(alice, is_private=is_private)
        for member in members:
            Membership.objects.create(channel=channel, user=member)
        threads.append(make_thread(alice, channel=channel))
    for thread in threads:
        found = recipients(thread, alice.pk, [one.pk for one in everybody], begins=False)
        event = event_of(thread, alice.pk, "none", begins=False)
        allowed = {one.facts.user_id for one in found if may_read(event, one.facts)}
        readers = set(readers_of(thread).exclude(pk=alice.pk).values_list("pk", flat=True))
        assert allowed == readers
        checked += len(readers)
    assert checked
