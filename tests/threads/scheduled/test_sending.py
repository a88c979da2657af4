"""What is scheduled goes out, through the actions that send anything else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail

from accounts.models import User
from accounts.models.hours import TimeOff
from notifications.models import Notification
from notifications.scheduled.sweep import sweep
from tests.cast import person
from tests.factories import make_channel, make_direct, make_thread, post
from tests.notifications.conftest import Clock, clock, no_clock_leaps
from threads.actions.change_channel import archive_channel
from threads.actions.membership import leave_channel
from threads.actions.refusals import Refused
from threads.actions.save_draft import save_draft
from threads.actions.schedule_message import (
    edit_scheduled,
    reschedule,
    schedule_message,
    take_back,
)
from threads.models import Ask, Draft, Message, ReadMark, ScheduledMessage, Thread
from threads.written import Later, Written

__all__ = ["clock", "no_clock_leaps"]

pytestmark = pytest.mark.django_db


def later(at: datetime, rule: str = "moment", person: User | None = None) -> Later:
    return Later(rule, at, person)


@pytest.fixture
def thread(alice: User, bob: User, clock: Clock) -> Thread:
    return make_thread(alice, channel=make_channel(alice, members=[bob]))


def test_a_reply_goes_when_its_moment_has_come_and_not_before(
    thread: Thread, bob: User, alice: User, clock: Clock
) -> None:
    text = f"@{alice.handle} can you look?"
    row = schedule_message(
        author=bob, written=Written(text, thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    clock.on(minutes=59)
    assert sweep() == 0
    clock.on(minutes=1)
    assert sweep() == 1
    assert sweep() == 0
    message = Message.objects.get(thread=thread, number=2)
    row.refresh_from_db()
    assert (row.state, row.message) == ("sent", message)
    assert (message.client_id, message.source, message.created_at) == (row.client_id, text, clock.at)
    assert Ask.objects.get().person == alice
    assert Notification.objects.get(message=message).recipient == alice


def test_a_new_thread_goes_out_in_its_channel_and_among_its_people(
    alice: User, bob: User, carol: User, clock: Clock
) -> None:
    channel = make_channel(alice, members=[bob])
    at = clock.at + timedelta(hours=1)
    in_channel = Written("First words.", channel=channel, title="A plan", kind="decision", responsible=bob)
    schedule_message(author=alice, written=in_channel, later=later(at))
    schedule_message(
        author=alice, written=Written("Psst.", people=[carol], title="Between us"), later=later(at)
    )
    clock.on(hours=1)
    assert sweep() == 2
    thread = Thread.objects.get(title="A plan")
    assert (thread.channel, thread.kind, thread.responsible) == (channel, "decision", bob)
    between = Thread.objects.get(title="Between us")
    assert {one.user for one in between.participants.all()} == {alice, carol}


def test_the_authors_unread_and_draft_stay_as_they_were(
    thread: Thread, alice: User, bob: User, clock: Clock
) -> None:
    post(bob, thread)
    schedule_message(
        author=bob, written=Written("Later words.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    post(alice, thread, "Bob has not read this.")
    version = save_draft(user=bob, thread=thread, text="half a thought", version=0)
    clock.on(hours=1)
    assert sweep() == 1
    assert ReadMark.objects.get(user=bob, thread=thread).number == 2
    draft = Draft.objects.get(user=bob, thread=thread)
    assert (draft.text, draft.version) == ("half a thought", version)


def test_who_read_everything_has_read_their_own_message_too(thread: Thread, bob: User, clock: Clock) -> None:
    post(bob, thread)
    schedule_message(
        author=bob, written=Written("More.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    clock.on(hours=1)
    sweep()
    assert ReadMark.objects.get(user=bob, thread=thread).number == 3


def test_scheduling_twice_with_one_id_is_once(thread: Thread, bob: User, clock: Clock) -> None:
    at = later(clock.at + timedelta(hours=1))
    first = schedule_message(author=bob, written=Written("Once.", thread=thread), later=at)
    again = Written("Once.", thread=thread, client_id=first.client_id)
    assert schedule_message(author=bob, written=again, later=at) == first
    assert ScheduledMessage.objects.count() == 1


def test_an_archived_channel_takes_nothing_and_the_text_is_kept(
    thread: Thread, alice: User, bob: User, clock: Clock
) -> None:
    row = schedule_message(
        author=bob, written=Written("Too late.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    assert thread.channel
    archive_channel(actor=alice, channel=thread.channel)
    clock.on(hours=1)
    assert sweep() == 0
    row.refresh_from_db()
    assert (row.state, row.text, row.message) == ("failed", "Too late.", None)
    assert "archived" in row.failure
    assert [one.to for one in mail.outbox] == [[bob.email]]
    assert "Too late." in mail.outbox[0].body
    assert sweep() == 0
    assert len(mail.outbox) == 1


def test_who_lost_the_right_to_read_sends_nothing_there(alice: User, bob: User, clock: Clock) -> None:
    channel = make_channel(alice, members=[bob], is_private=True)
    thread = make_thread(alice, channel=channel, title="The merger")
    row = schedule_message(
        author=bob, written=Written("I know.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    leave_channel(user=bob, channel=channel)
    clock.on(hours=1)
    assert sweep() == 0
    row.refresh_from_db()
    assert row.state == "failed"
    assert thread.last_number == 1
    assert "merger" not in f"{mail.outbox[0].body} {mail.outbox[0].subject}"


def test_who_left_sends_nothing_and_gets_no_mail(thread: Thread, bob: User, clock: Clock) -> None:
    row = schedule_message(
        author=bob, written=Written("Bye.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    User.objects.filter(pk=bob.pk).update(is_active=False, deactivated_at=clock.at)
    clock.on(hours=1)
    assert sweep() == 0
    row.refresh_from_db()
    assert row.state == "failed"
    assert mail.outbox == []


def test_the_mail_that_it_was_not_sent_waits_for_the_authors_day(
    alice: User, carol: User, clock: Clock
) -> None:
    """It is Monday 11:00 in Lisbon and past midnight in Auckland."""
    channel = make_channel(alice, members=[carol])
    thread = make_thread(alice, channel=channel)
    schedule_message(
        author=carol, written=Written("Hm.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    archive_channel(actor=alice, channel=channel)
    clock.on(hours=1)
    sweep()
    assert mail.outbox == []
    clock.on(hours=9)  # Tuesday 09:00 in Auckland
    sweep()
    assert [one.to for one in mail.outbox] == [[carol.email]]


def test_when_she_starts_her_day_waits_for_her_when_she_took_the_day_off(
    thread: Thread, alice: User, bob: User, clock: Clock
) -> None:
    tomorrow = clock.at.replace(hour=9) + timedelta(days=1)
    row = schedule_message(
        author=bob, written=Written("Good morning.", thread=thread), later=later(tomorrow, "person", alice)
    )
    TimeOff.objects.create(user=alice, first=tomorrow.date(), last=tomorrow.date(), kind="vacation")
    clock.to(tomorrow)
    assert sweep() == 0
    row.refresh_from_db()
    assert (row.state, row.send_at) == ("waiting", tomorrow + timedelta(days=1))
    clock.on(days=1)
    assert sweep() == 1


def test_after_an_outage_it_is_late_and_still_within_their_hours(
    thread: Thread, alice: User, bob: User, clock: Clock
) -> None:
    at = clock.at + timedelta(hours=1)
    row = schedule_message(
        author=bob, written=Written("Now.", thread=thread), later=later(at), told=[alice.pk]
    )
    clock.to(at.replace(hour=21))
    assert sweep() == 0
    row.refresh_from_db()
    assert row.send_at == at.replace(hour=9) + timedelta(days=1)
    clock.to(row.send_at)
    assert sweep() == 1
    assert sweep() == 0


def test_another_time_and_other_words_until_it_goes(thread: Thread, bob: User, clock: Clock) -> None:
    row = schedule_message(
        author=bob, written=Written("Frist.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    edit_scheduled(author=bob, scheduled=row, written=Written("First.", thread=thread))
    reschedule(author=bob, scheduled=row, later=later(clock.at + timedelta(hours=2)))
    clock.on(hours=1)
    assert sweep() == 0
    clock.on(hours=1)
    assert sweep() == 1
    assert Message.objects.get(thread=thread, number=2).source == "First."
    with pytest.raises(Refused):
        reschedule(author=bob, scheduled=row, later=later(clock.at + timedelta(hours=2)))
    with pytest.raises(Refused):
        edit_scheduled(author=bob, scheduled=row, written=Written("No.", thread=thread))
    with pytest.raises(Refused):
        take_back(author=bob, scheduled=row)


def test_two_devices_do_not_overwrite_each_other(thread: Thread, bob: User, clock: Clock) -> None:
    row = schedule_message(
        author=bob, written=Written("One.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    other = ScheduledMessage.objects.get(pk=row.pk)
    edit_scheduled(author=bob, scheduled=row, written=Written("Two.", thread=thread))
    with pytest.raises(Refused):
        edit_scheduled(author=bob, scheduled=other, written=Written("Three.", thread=thread))
    row.refresh_from_db()
    assert row.text == "Two."


def test_what_is_taken_back_is_a_draft_again_below_what_was_begun(
    thread: Thread, bob: User, clock: Clock
) -> None:
    row = schedule_message(
        author=bob, written=Written("Planned.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    save_draft(user=bob, thread=thread, text="Begun.", version=0)
    take_back(author=bob, scheduled=row)
    assert Draft.objects.get(user=bob).text == "Begun.\n\nPlanned."
    assert not ScheduledMessage.objects.exists()


def test_nobody_takes_back_what_another_wrote(thread: Thread, alice: User, bob: User, clock: Clock) -> None:
    row = schedule_message(
        author=bob, written=Written("Mine.", thread=thread), later=later(clock.at + timedelta(hours=1))
    )
    with pytest.raises(Refused):
        take_back(author=alice, scheduled=row)


def test_a_moment_that_has_passed_is_refused(thread: Thread, bob: User, clock: Clock) -> None:
    for at in (clock.at, clock.at - timedelta(hours=1), clock.at + timedelta(days=400)):
        with pytest.raises(Refused):
            schedule_message(author=bob, written=Written("No.", thread=thread), later=later(at))


def test_somebody_of_a_direct_thread_left_before_it_went(alice: User, bob: User, clock: Clock) -> None:
    eve = person("Eve Vieira")
    make_direct(alice, [eve])
    row = schedule_message(
        author=alice,
        written=Written("Hi.", people=[eve], title="Hello"),
        later=later(clock.at + timedelta(hours=1)),
    )
    User.objects.filter(pk=eve.pk).update(is_active=False, deactivated_at=clock.at)
    clock.on(hours=1)
    sweep()
    row.refresh_from_db()
    assert row.state == "failed"
    assert "left" in row.failure
