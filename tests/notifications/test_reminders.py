"""Reminders of messages: at a moment inside one's hours, once, whatever was read meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings

from accounts.models import User
from accounts.working_time import Schedule, is_working
from notifications.actions.remind_me import cancel_reminder, remind_me
from notifications.models import Delivery, Notification, Reminder
from notifications.outbox import sweep
from notifications.remind_moments import later_today, next_week, tomorrow
from tests.accounts.working_time.moments import OFFICE, nairobi
from tests.accounts.working_time.scenes import Scene, scenes_at_odd_hours
from tests.cast import signed_in
from tests.factories import make_channel, make_direct, make_thread
from tests.notifications.conftest import Clock
from threads.actions.edit_message import delete_message
from threads.actions.mark_read import mark_read
from threads.actions.refusals import Refused
from threads.models import Message

NAIROBI = Schedule("Africa/Nairobi", OFFICE)


@pytest.fixture
def message(alice: User, bob: User, clock: Clock) -> Message:
    """By Alice in a direct thread; whatever it notified is gone."""
    thread = make_direct(alice, [bob], title="The key")
    Delivery.objects.all().delete()
    Notification.objects.all().delete()
    return Message.objects.get(thread=thread)


@pytest.fixture
def browser(bob: User, clock: Clock) -> Client:
    return signed_in(bob)


@settings(max_examples=40, deadline=None)
@given(scenes_at_odd_hours)
def test_every_moment_that_is_offered_is_later_and_within_hours(scene: Scene) -> None:
    for moment_of in (later_today, tomorrow, next_week):
        moment = moment_of(scene.schedule, scene.at)
        assert moment is None or (moment > scene.at and is_working(scene.schedule, moment))


def test_the_offers_of_a_monday_morning_a_late_afternoon_and_a_saturday() -> None:
    monday, late, saturday = (
        nairobi("2026-11-23 10:00"),
        nairobi("2026-11-23 16:30"),
        nairobi("2026-11-28 12:00"),
    )
    assert later_today(NAIROBI, monday) == nairobi("2026-11-23 12:00")
    assert later_today(NAIROBI, late) is None
    assert later_today(NAIROBI, saturday) is None
    assert tomorrow(NAIROBI, late) == nairobi("2026-11-24 09:00")
    assert next_week(NAIROBI, monday) == nairobi("2026-11-30 09:00")
    assert next_week(NAIROBI, saturday) == nairobi("2026-11-30 09:00")


@pytest.mark.django_db
def test_it_comes_by_mail_with_the_note_although_the_message_was_read(
    message: Message, bob: User, clock: Clock
) -> None:
    remind_me(user=bob, message=message, at=clock.at + timedelta(hours=2), note="before the call")
    mark_read(user=bob, thread=message.thread, number=message.number)
    clock.on(hours=2)
    assert sweep() == 1
    assert mail.outbox[0].to == [bob.email]
    assert mail.outbox[0].subject == "You wanted to be reminded: The key"
    assert "you wanted to be reminded: before the call" in mail.outbox[0].body
    assert Reminder.objects.get().told_at == clock.at
    assert sweep() == 0


@pytest.mark.django_db
def test_a_moment_outside_my_hours_waits_for_my_next_opening(
    message: Message, bob: User, clock: Clock
) -> None:
    night = clock.at.replace(hour=23)
    made = remind_me(user=bob, message=message, at=night)
    assert made.at == clock.at.replace(hour=9) + timedelta(days=1)
    clock.to(night)
    assert sweep() == 0
    clock.to(made.at)
    assert sweep() == 1


@pytest.mark.django_db
def test_one_is_reminded_of_ones_own_message_too(message: Message, alice: User, clock: Clock) -> None:
    remind_me(user=alice, message=message, at=clock.at + timedelta(hours=1))
    clock.on(hours=1)
    assert sweep() == 1
    assert mail.outbox[0].to == [alice.email]


@pytest.mark.django_db
def test_the_same_message_can_come_back_twice_and_another_time_replaces_the_first(
    message: Message, bob: User, clock: Clock
) -> None:
    remind_me(user=bob, message=message, at=clock.at + timedelta(hours=3))
    remind_me(user=bob, message=message, at=clock.at + timedelta(hours=1))
    assert Reminder.objects.count() == 1
    clock.on(hours=1)
    assert sweep() == 1
    remind_me(user=bob, message=message, at=clock.at + timedelta(hours=1))
    clock.on(hours=1)
    assert sweep() == 1
    assert Notification.objects.get().reason == "reminder"


@pytest.mark.django_db
def test_it_is_taken_back(message: Message, bob: User, clock: Clock) -> None:
    made = remind_me(user=bob, message=message, at=clock.at + timedelta(hours=1))
    cancel_reminder(user=bob, reminder=made)
    clock.on(hours=1)
    assert sweep() == 0


@pytest.mark.django_db
def test_of_what_is_deleted_or_closed_nobody_is_reminded(alice: User, bob: User, clock: Clock) -> None:
    private = make_channel(alice, members=[bob], is_private=True)
    messages = [Message.objects.get(thread=make_thread(alice, channel=private)) for _ in range(2)]
    Delivery.objects.all().delete()
    for one in messages:
        remind_me(user=bob, message=one, at=clock.at + timedelta(hours=1))
    delete_message(actor=alice, message=messages[0])
    clock.on(hours=1)
    private.memberships.filter(user=bob).delete()
    assert sweep() == 0
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize("by", [timedelta(0), timedelta(hours=-1), timedelta(days=500)])
def test_what_has_passed_or_lies_too_far_is_refused(
    by: timedelta, message: Message, bob: User, clock: Clock
) -> None:
    with pytest.raises(Refused):
        remind_me(user=bob, message=message, at=clock.at + by)


@pytest.mark.django_db
def test_it_is_asked_for_and_taken_back_by_plain_forms(
    browser: Client, message: Message, bob: User, clock: Clock
) -> None:
    assert "Remind me…" in browser.get(reverse("message-menu", args=[message.pk])).content.decode()
    url = reverse("remind", args=[message.pk])
    page = browser.get(url).content.decode()
    assert "Later today, Mon 12:00" in page
    assert "At the start of my next day, Tue 09:00" in page
    assert "Next week, Mon 30 Nov 09:00" in page
    assert browser.post(url, {"when": "moment"}).status_code == 422
    assert (
        browser.post(url, {"when": "moment", "moment": "2026-11-25T10:00", "note": "why"}).status_code == 302
    )
    made = Reminder.objects.get()
    assert (made.at, made.note) == (datetime.fromisoformat("2026-11-25T10:00Z"), "why")
    listed = browser.get(reverse("reminders")).content.decode()
    assert "The key" in listed
    assert "why" in listed
    assert browser.post(reverse("reminder-cancel", args=[made.pk])).status_code == 302
    assert "Nothing waits" in browser.get(reverse("reminders")).content.decode()


@pytest.mark.django_db
def test_nobody_sees_or_cancels_another_persons(
    message: Message, alice: User, bob: User, clock: Clock
) -> None:
    made = remind_me(user=bob, message=message, at=clock.at + timedelta(hours=1), note="a secret")
    other = signed_in(alice)
    assert other.post(reverse("reminder-cancel", args=[made.pk])).status_code == 404
    assert "a secret" not in other.get(reverse("reminders")).content.decode()
    assert Reminder.objects.exists()
