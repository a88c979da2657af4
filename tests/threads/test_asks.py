"""Asks: who is asked, by when, and what closes them; the limits of urgent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.actions.time_off import add_time_off
from accounts.models import AuditEvent, User
from accounts.queries import schedule_for
from accounts.working_time import next_opening
from tests.factories import make_channel, make_direct, make_thread
from threads.actions.change_thread import resolve_thread
from threads.actions.close_asks import give_more_time, hand_over, promise, withdraw
from threads.actions.edit_message import delete_message
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.actions.refusals import Refused
from threads.models import Ask, Channel, Message, ResponseNorm, Thread, UrgentPolicy
from threads.norms import Norm, due_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(alice: User, bob: User, carol: User) -> Thread:
    return make_thread(alice, channel=make_channel(alice, members=[bob, carol]))


def ask_of(author: User, thread: Thread, person: User, **more: Any) -> Ask:
    text = f"@{person.handle}, what do you say?"
    message = post_message(author=author, thread=thread, text=text, **{"urgency": "norm", **more})
    return Ask.objects.get(message=message, person=person)


def test_whoever_is_named_is_asked_in_their_own_working_time(
    thread: Thread, alice: User, carol: User
) -> None:
    ask = ask_of(alice, thread, carol)
    schedule = schedule_for(carol)
    seen = next_opening(schedule, ask.opened_at)
    assert seen
    assert ask.seen_from == seen
    assert ask.due_at == due_at(Norm("working_days", 1), schedule, seen)


def test_no_reply_needed_and_nobody_named_ask_nobody(thread: Thread, alice: User, bob: User) -> None:
    post_message(author=alice, thread=thread, text=f"@{bob.handle}, for your notes.", urgency="none")
    message = post_message(author=alice, thread=thread, text="Any thoughts?", urgency="norm")
    assert message.urgency == "none"
    assert not Ask.objects.exists()


def test_a_direct_thread_asks_its_people_and_a_new_thread_whoever_is_responsible(
    alice: User, bob: User, carol: User
) -> None:
    direct = make_direct(alice, [bob, carol])
    post_message(author=alice, thread=direct, text="Which day?", urgency="relaxed")
    assert set(Ask.objects.values_list("person", flat=True)) == {bob.pk, carol.pk}
    Ask.objects.all().delete()
    make_thread(alice, channel=make_channel(alice), responsible=bob, urgency="norm")
    assert [ask.person for ask in Ask.objects.all()] == [bob]


def test_a_watercooler_asks_nobody(alice: User, bob: User) -> None:
    channel = make_channel(alice, kind=Channel.Kind.WATERCOOLER)
    thread = make_thread(alice, channel=channel)
    post_message(author=alice, thread=thread, text=f"@{bob.handle}, tea?", urgency="norm")
    assert not Ask.objects.exists()


def test_somebody_on_leave_without_cover_is_asked_for_after_it(
    thread: Thread, alice: User, bob: User
) -> None:
    last = timezone.now().date() + timedelta(days=20)
    add_time_off(user=bob, first=date(2020, 1, 1), last=last, kind="vacation")
    ask = ask_of(alice, thread, bob, urgency="urgent", urgent_reason="The dam opens at nine.")
    assert ask.seen_from
    assert ask.seen_from > timezone.now() + timedelta(days=19)


def test_a_channels_own_norm_wins_and_a_change_is_for_new_asks(
    thread: Thread, alice: User, bob: User
) -> None:
    before = ask_of(alice, thread, bob)
    ResponseNorm.objects.create(channel=None, urgency="norm", kind="working_hours", amount=8)
    ResponseNorm.objects.create(channel=thread.channel, urgency="norm", kind="working_hours", amount=2)
    after = ask_of(alice, thread, bob)
    assert (before.norm_kind, before.norm_amount) == ("working_days", 1)
    assert (after.norm_kind, after.norm_amount) == ("working_hours", 2)
    before_due = before.due_at
    before.refresh_from_db()
    assert before.due_at == before_due


def test_a_reply_answers_what_the_thread_asked(thread: Thread, alice: User, bob: User, carol: User) -> None:
    mine, theirs = ask_of(alice, thread, bob), ask_of(alice, thread, carol)
    post_message(author=bob, thread=thread, text="Yes.")
    assert state(mine) == "answered"
    assert state(theirs) == "open"


def test_a_reaction_acknowledges_and_taking_it_off_asks_nothing_again(
    thread: Thread, alice: User, bob: User
) -> None:
    ask = ask_of(alice, thread, bob)
    react(user=bob, message=ask.message, emoji="👍")
    assert state(ask) == "acknowledged"
    react(user=bob, message=ask.message, emoji="👍")
    assert state(ask) == "acknowledged"


def test_resolving_and_deleting_withdraw(thread: Thread, alice: User, bob: User) -> None:
    first = ask_of(alice, thread, bob)
    delete_message(actor=alice, message=first.message)
    assert state(first) == "withdrawn"
    second = ask_of(alice, thread, bob)
    resolve_thread(actor=alice, thread=thread, outcome="Settled.")
    assert state(second) == "withdrawn"


def test_a_promise_is_kept_until_answered(thread: Thread, alice: User, bob: User, carol: User) -> None:
    ask = ask_of(alice, thread, bob)
    until = timezone.now() + timedelta(days=2)
    with pytest.raises(Refused):
        promise(person=carol, ask=ask, until=until)
    with pytest.raises(Refused):
        promise(person=bob, ask=ask, until=timezone.now() - timedelta(minutes=1))
    promise(person=bob, ask=ask, until=until)
    assert (state(ask), ask.promised_at) == ("promised", until)
    post_message(author=bob, thread=thread, text="Here it is.")
    assert state(ask) == "answered"
    with pytest.raises(Refused):
        promise(person=bob, ask=ask, until=until)


def test_an_ask_is_handed_over_to_somebody_who_can_read(
    alice: User, bob: User, carol: User, dave: User
) -> None:
    thread = make_thread(alice, channel=make_channel(alice, is_private=True, members=[bob, carol]))
    ask = ask_of(alice, thread, bob)
    for nobody in (dave, alice):
        with pytest.raises(Refused):
            hand_over(actor=bob, ask=ask, to=nobody)
    with pytest.raises(Refused):
        hand_over(actor=carol, ask=ask, to=carol)
    successor = hand_over(actor=bob, ask=ask, to=carol)
    assert (state(ask), state(successor)) == ("handed_over", "open")
    assert ask.handed_to == successor
    assert successor.person == carol


def test_only_who_asked_withdraws_and_gives_more_time(thread: Thread, alice: User, bob: User) -> None:
    ask = ask_of(alice, thread, bob)
    later = timezone.now() + timedelta(days=9)
    with pytest.raises(Refused):
        withdraw(author=bob, ask=ask)
    with pytest.raises(Refused):
        give_more_time(author=bob, ask=ask, due_at=later)
    give_more_time(author=alice, ask=ask, due_at=later)
    ask.refresh_from_db()
    assert ask.due_at == later
    withdraw(author=alice, ask=ask)
    assert state(ask) == "withdrawn"


def urgent(author: User, thread: Thread, *people: User, reason: str = "Water is rising.") -> Message:
    text = " ".join(f"@{person.handle}" for person in people)
    return post_message(author=author, thread=thread, text=text, urgency="urgent", urgent_reason=reason)


def test_urgent_needs_a_reason_and_is_recorded(thread: Thread, alice: User, bob: User) -> None:
    with pytest.raises(Refused, match="one line"):
        urgent(alice, thread, bob, reason="  ")
    message = urgent(alice, thread, bob, reason=" Water\nis rising. ")
    assert message.urgent_reason == "Water is rising."
    assert AuditEvent.objects.get().verb == "message.urgent"


def test_urgent_has_limits(thread: Thread, alice: User, bob: User, carol: User) -> None:
    UrgentPolicy.objects.create(most_people=1, most_a_day=2)
    with pytest.raises(Refused, match="at most 1"):
        urgent(alice, thread, bob, carol)
    urgent(alice, thread, bob)
    urgent(alice, thread, bob)
    with pytest.raises(Refused, match="limit"):
        urgent(alice, thread, bob)
    assert Message.objects.filter(urgency="urgent").count() == 2


def test_a_channel_may_switch_urgent_off(thread: Thread, alice: User, bob: User) -> None:
    UrgentPolicy.objects.create(channel=thread.channel, is_allowed=False)
    with pytest.raises(Refused, match="switched off"):
        urgent(alice, thread, bob)


def state(ask: Ask) -> str:
    ask.refresh_from_db()
    return ask.state
