"""Between holding and releasing, things change: what leaves is what is true then, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from accounts.actions.deactivate import deactivate
from accounts.actions.reschedule import reschedule
from accounts.models import TimeOff, User, WorkingHours
from notifications import replan
from notifications.digest import plans
from notifications.models import Delivery, Preference
from notifications.outbox import sweep
from notifications.schedules import zone_data
from tests.factories import make_channel, make_thread, post
from tests.notifications.conftest import Clock
from threads.actions.change_thread import move_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.mark_read import follow_thread, mark_read
from threads.actions.post_message import post_message
from threads.actions.react import react
from threads.models import Membership, Message

pytestmark = pytest.mark.django_db

FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
MONDAY_9 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRET = "the otters are under the third bridge"


@pytest.fixture(autouse=True)
def no_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is due beside a digest: tests/notifications/digest/test_opening.py."""
    monkeypatch.setattr(plans, "replan", lambda people: None)


@pytest.fixture
def secret(alice: User, bob: User, clock: Clock) -> Message:
    """Said on Friday night in a private channel, naming bob; held until Monday."""
    clock.to(FRIDAY_NIGHT)
    channel = make_channel(alice, is_private=True, members=[bob])
    thread = make_thread(alice, channel=channel, title="Otters", text="Quiet.")
    mark_read(user=bob, thread=thread, number=1)
    return post_message(author=alice, thread=thread, text=f"@{bob.handle} {SECRET}", urgency="norm")


def leave(secret: Message, bob: User) -> None:
    Membership.objects.filter(user=bob, channel=secret.thread.channel).delete()


def be_deactivated(secret: Message, bob: User) -> None:
    deactivate(actor=secret.author, user=bob)


def be_deleted(secret: Message, bob: User) -> None:
    delete_message(actor=secret.author, message=secret)


def be_moved(secret: Message, bob: User) -> None:
    elsewhere = make_channel(secret.author, is_private=True)
    move_thread(actor=secret.author, thread=secret.thread, channel=elsewhere)


def be_read(secret: Message, bob: User) -> None:
    mark_read(user=bob, thread=secret.thread, number=secret.number)


def be_reacted_to(secret: Message, bob: User) -> None:
    react(user=bob, message=secret, emoji="👍")


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (leave, "no_access"),
        (be_moved, "no_access"),
        (be_deactivated, "left"),
        (be_deleted, "deleted"),
        (be_read, "read"),
        (be_reacted_to, "read"),
    ],
)
def test_what_may_no_longer_be_told_is_not_told(
    change: Callable[[Message, User], None], outcome: str, secret: Message, bob: User, clock: Clock
) -> None:
    change(secret, bob)
    clock.to(MONDAY_9)
    sweep()
    assert not mail.outbox
    ended = Delivery.objects.get(notification__message=secret)
    assert (ended.state, ended.outcome) == ("suppressed", outcome)
    assert ended.ended_at


def test_without_any_change_it_is_told(secret: Message, clock: Clock) -> None:
    clock.to(MONDAY_9)
    sweep()
    [sent] = mail.outbox
    assert SECRET in str(sent.body)


def test_an_edited_message_leaves_as_it_is_now(secret: Message, bob: User, clock: Clock) -> None:
    edit_message(editor=secret.author, message=secret, text=f"@{bob.handle} never mind")
    clock.to(MONDAY_9)
    sweep()
    [sent] = mail.outbox
    whole = sent.message().as_string()
    assert "never mind" in whole
    assert SECRET not in whole


def test_an_edit_tells_whom_it_names_only_now(alice: User, bob: User, carol: User, clock: Clock) -> None:
    thread = make_thread(alice, channel=make_channel(alice))
    message = post(alice, thread, "hm")
    edit_message(editor=alice, message=message, text=f"hm, @{bob.handle}")
    assert [one.recipient for one in Delivery.objects.all()] == [bob]


def test_who_stopped_following_hears_no_more(alice: User, bob: User, clock: Clock) -> None:
    thread = make_thread(alice, channel=make_channel(alice))
    follow_thread(user=bob, thread=thread, following=True)
    post(alice, thread)
    follow_thread(user=bob, thread=thread, following=False)
    clock.on(minutes=10)
    sweep()
    assert Delivery.objects.get().outcome == "no_reason"


def test_leave_that_begins_meanwhile_holds_it_on(secret: Message, bob: User, clock: Clock) -> None:
    TimeOff.objects.create(user=bob, first=date(2026, 11, 23), last=date(2026, 11, 24))
    reschedule([bob.pk])
    held = Delivery.objects.get(notification__message=secret)
    assert (held.release_at, held.why) == (MONDAY_9 + timedelta(days=2), "off_hours")
    clock.to(MONDAY_9)
    assert sweep() == 0
    clock.to(MONDAY_9 + timedelta(days=2))
    assert sweep() == 1


def test_a_changed_schedule_that_nobody_planned_anew_is_still_kept(
    secret: Message, bob: User, clock: Clock
) -> None:
    """The release decides by the hours of now, not by the moment that was stored."""
    User.objects.filter(pk=bob.pk).update(time_zone="America/Denver", schedule_version=9)
    clock.to(MONDAY_9)
    assert sweep() == 0
    held = Delivery.objects.get(notification__message=secret)
    assert held.release_at == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert (held.state, held.schedule_version) == ("held", 9)


def test_hours_that_open_earlier_bring_it_earlier(secret: Message, bob: User, clock: Clock) -> None:
    WorkingHours.objects.create(user=bob, weekday=5, start=10 * 60, end=12 * 60)
    reschedule([bob.pk])
    held = Delivery.objects.get(notification__message=secret)
    assert held.release_at == datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def test_no_hours_at_all_hold_it_until_there_are_some(secret: Message, bob: User, clock: Clock) -> None:
    TimeOff.objects.create(user=bob, first=date(2026, 11, 1), last=date(2036, 11, 1))
    reschedule([bob.pk])
    held = Delivery.objects.get(notification__message=secret)
    assert (held.release_at, held.why) == (None, "never")
    TimeOff.objects.all().delete()
    reschedule([bob.pk])
    held.refresh_from_db()
    assert held.release_at == MONDAY_9


def test_digest_only_waits_for_the_digest(secret: Message, bob: User, clock: Clock) -> None:
    Preference.objects.create(user=bob, mode="digest_only")
    reschedule([bob.pk])
    clock.to(MONDAY_9)
    assert sweep() == 0
    held = Delivery.objects.get(notification__message=secret)
    assert (held.release_at, held.why, held.state) == (None, "digest", "held")


def test_what_was_computed_with_other_zone_data_is_computed_anew(
    secret: Message, bob: User, clock: Clock
) -> None:
    wrong = MONDAY_9 + timedelta(hours=1)
    Delivery.objects.update(zone_data="2020a", release_at=wrong)
    assert replan.replan_stale() == 1
    held = Delivery.objects.get(notification__message=secret)
    assert (held.release_at, held.zone_data) == (MONDAY_9, zone_data())


def test_a_batch_that_nobody_could_send_in_time_leaves_when_it_can_be(
    secret: Message, bob: User, clock: Clock
) -> None:
    Preference.objects.create(user=bob, mode="batches", batch_times=[10 * 60, 15 * 60])
    reschedule([bob.pk])
    clock.to(MONDAY_9)
    assert sweep() == 0
    clock.to(MONDAY_9.replace(hour=11, minute=20))
    assert sweep() == 1


def test_after_an_outage_nothing_leaves_in_somebodys_evening(
    secret: Message, bob: User, clock: Clock
) -> None:
    clock.to(MONDAY_9.replace(hour=20))
    assert sweep() == 0
    clock.to(MONDAY_9 + timedelta(days=1))
    assert sweep() == 1
    assert len(mail.outbox) == 1
