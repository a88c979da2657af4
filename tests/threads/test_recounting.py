"""By when an answer is due follows the hours of whoever owes it; an edit may let them off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.actions.set_working_hours import (
    change_time_zone,
    set_default_hours,
    set_working_hours,
)
from accounts.actions.time_off import add_time_off, remove_time_off
from accounts.models import User
from accounts.working_time import Window
from tests.factories import make_channel, make_direct, make_thread
from tests.moved_clock import MovedClock
from threads.actions.close_asks import give_more_time, hand_over, promise
from threads.actions.edit_message import edit_message
from threads.actions.post_message import post_message
from threads.actions.set_norms import set_channel_norm
from threads.models import Ask, Thread
from threads.norms import Norm

pytestmark = pytest.mark.django_db

MONDAY_10 = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovedClock:
    """Monday, 10:00 in Lisbon."""
    clock = MovedClock(MONDAY_10)
    clock.install(monkeypatch)
    return clock


@pytest.fixture
def thread(clock: MovedClock, alice: User, bob: User, dave: User) -> Thread:
    return make_thread(alice, channel=make_channel(alice, members=[bob, dave]))


def asked(author: User, thread: Thread, person: User, urgency: str = "norm") -> Ask:
    message = post_message(author=author, thread=thread, text=f"@{person.handle}?", urgency=urgency)
    return Ask.objects.get(message=message, person=person)


def due(ask: Ask) -> datetime | None:
    ask.refresh_from_db()
    return ask.due_at


def tuesday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC)


def test_leave_on_the_day_it_was_due_moves_it_to_the_next_working_day(
    thread: Thread, alice: User, bob: User
) -> None:
    ask = asked(alice, thread, bob)
    assert ask.due_at == tuesday(17, 30)
    leave = add_time_off(user=bob, first=date(2026, 11, 24), last=date(2026, 11, 25), kind="vacation")
    assert due(ask) == tuesday(17, 30) + timedelta(days=2)
    remove_time_off(time_off=leave)
    assert due(ask) == tuesday(17, 30)


def test_hours_and_zone_count_as_they_are_now(thread: Thread, alice: User, bob: User) -> None:
    ask = asked(alice, thread, bob)
    set_working_hours(
        user=bob, time_zone=bob.time_zone, windows=[Window(day, 8 * 60, 15 * 60) for day in range(5)]
    )
    assert due(ask) == tuesday(15)
    change_time_zone(user=bob, time_zone="America/Denver")
    assert due(ask) == tuesday(15 + 7)


def test_the_default_hours_of_the_organization_move_it_too(
    thread: Thread, alice: User, bob: User, dave: User
) -> None:
    set_working_hours(user=dave, time_zone=dave.time_zone, windows=[Window(1, 600, 660)])
    ask, other = asked(alice, thread, bob), asked(alice, thread, dave)
    before = due(other)
    set_default_hours(actor=alice, windows=[Window(day, 9 * 60, 12 * 60) for day in range(5)])
    assert due(ask) == tuesday(12)
    assert due(other) == before, "who declared hours works those"


def test_who_could_see_it_saw_it_then_and_others_see_it_from_when_they_may(
    thread: Thread, clock: MovedClock, alice: User, bob: User
) -> None:
    seen = asked(alice, thread, bob)
    clock.at = MONDAY_10.replace(hour=20)
    unseen = asked(alice, thread, bob)
    assert unseen.seen_from == tuesday(9)
    set_working_hours(
        user=bob, time_zone=bob.time_zone, windows=[Window(day, 12 * 60, 20 * 60) for day in range(5)]
    )
    assert due(seen) == tuesday(20)
    assert due(unseen) == tuesday(20) + timedelta(days=1)
    seen.refresh_from_db()
    unseen.refresh_from_db()
    assert (seen.seen_from, unseen.seen_from) == (MONDAY_10, tuesday(12))


def test_without_any_hours_none_is_due_until_some_come(thread: Thread, alice: User, bob: User) -> None:
    ask = asked(alice, thread, bob)
    leave = add_time_off(user=bob, first=date(2026, 11, 23), last=date(2028, 11, 25), kind="parental")
    assert due(ask) is None
    remove_time_off(time_off=leave)
    assert due(ask) == tuesday(17, 30)


def test_what_is_counted_by_the_clock_stays(thread: Thread, alice: User, bob: User) -> None:
    post_message(author=alice, thread=thread, text=f"@{bob.handle}!", urgency="urgent", urgent_reason="Fire")
    ask = Ask.objects.get()
    change_time_zone(user=bob, time_zone="America/Denver")
    assert due(ask) == MONDAY_10 + timedelta(hours=1)


def test_a_promise_and_a_given_time_stand(thread: Thread, alice: User, bob: User) -> None:
    promised, given = asked(alice, thread, bob), asked(alice, thread, bob)
    promise(person=bob, ask=promised, until=tuesday(11))
    give_more_time(author=alice, ask=given, due_at=tuesday(12))
    change_time_zone(user=bob, time_zone="America/Denver")
    assert due(given) == tuesday(12)
    assert due(promised) == tuesday(17, 30)
    assert promised.promised_at == tuesday(11)


def test_what_is_answered_is_left_alone(thread: Thread, alice: User, bob: User) -> None:
    ask = asked(alice, thread, bob)
    post_message(author=bob, thread=thread, text="Blue.")
    change_time_zone(user=bob, time_zone="America/Denver")
    assert due(ask) == tuesday(17, 30)


def test_a_new_norm_is_for_new_asks_even_when_hours_change_later(
    thread: Thread, alice: User, bob: User
) -> None:
    ask = asked(alice, thread, bob)
    assert thread.channel
    norm = Norm("working_days", 5)
    set_channel_norm(actor=alice, channel=thread.channel, norm=norm, is_urgent_allowed=True)
    change_time_zone(user=bob, time_zone="America/Denver")
    assert due(ask) == tuesday(17, 30) + timedelta(hours=7)


def test_who_was_reminded_is_reminded_again_only_of_a_later_time(
    thread: Thread, clock: MovedClock, alice: User, bob: User
) -> None:
    ask = asked(alice, thread, bob)
    clock.at = tuesday(18)
    Ask.objects.update(reminded_at=clock.at)
    set_working_hours(
        user=bob, time_zone=bob.time_zone, windows=[Window(day, 8 * 60, 15 * 60) for day in range(5)]
    )
    ask.refresh_from_db()
    assert (ask.due_at, ask.reminded_at) == (tuesday(15), tuesday(18))
    add_time_off(user=bob, first=date(2026, 11, 24), last=date(2026, 11, 24), kind="sick")
    ask.refresh_from_db()
    assert (ask.due_at, ask.reminded_at) == (tuesday(15) + timedelta(days=1), None)


def test_an_edit_that_drops_a_name_lets_that_person_off(
    thread: Thread, alice: User, bob: User, dave: User
) -> None:
    text = f"@{bob.handle} @{dave.handle} which one?"
    message = post_message(author=alice, thread=thread, text=text, urgency="norm")
    edit_message(editor=alice, message=message, text=f"@{dave.handle} which one?")
    states = dict(Ask.objects.values_list("person__handle", "state"))
    assert states == {"bob": "withdrawn", "dave": "open"}


def test_an_edit_that_keeps_the_names_keeps_what_was_asked(thread: Thread, alice: User, bob: User) -> None:
    ask = asked(alice, thread, bob)
    edit_message(editor=alice, message=ask.message, text=f"@{bob.handle}, which one, please?")
    ask.refresh_from_db()
    assert ask.state == "open"


def test_a_direct_thread_asks_its_people_whether_named_or_not(
    clock: MovedClock, alice: User, bob: User
) -> None:
    direct = make_direct(alice, [bob])
    message = post_message(author=alice, thread=direct, text=f"@{bob.handle}?", urgency="norm")
    edit_message(editor=alice, message=message, text="Well?")
    assert Ask.objects.get(message=message).state == "open"


def test_whoever_is_responsible_was_asked_without_a_name(clock: MovedClock, alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    text = f"@{bob.handle}, yours."
    thread = make_thread(alice, channel=channel, responsible=bob, text=text, urgency="norm")
    edit_message(editor=alice, message=thread.messages.get(), text="Yours.")
    assert Ask.objects.get().state == "open"


def test_whoever_it_was_handed_to_was_never_named(thread: Thread, alice: User, bob: User, dave: User) -> None:
    ask = asked(alice, thread, bob)
    hand_over(actor=bob, ask=ask, to=dave)
    edit_message(editor=alice, message=ask.message, text="Which one?")
    assert dict(Ask.objects.values_list("person__handle", "state")) == {
        "bob": "handed_over",
        "dave": "open",
    }
