"""What is scheduled goes out once: whatever dies, whoever runs at the same time, whatever the clock says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import redis
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.models import User
from notifications import clock as clock_module
from notifications.actions.remind_me import remind_me
from notifications.crash import CRASHED
from notifications.models import Delivery, Reminder
from notifications.outbox import sweep as sweep_outbox
from notifications.scheduled.sweep import MOST_ATTEMPTS, sweep
from tests.factories import make_channel, make_direct, make_thread
from tests.faults.desk import at_once, sweep_in_another_process
from tests.faults.test_crashes import far_within_hours
from tests.notifications.conftest import Clock
from tests.notifications.smtp_server import smtp_server
from tests.stack import free_port
from threads import carrier
from threads.actions.change_channel import archive_channel
from threads.actions.schedule_message import schedule_message, take_back
from threads.actions.send_scheduled import send_scheduled
from threads.models import Draft, Message, ScheduledMessage, Thread
from threads.written import Later, Written

SWEEP = "notifications.scheduled.sweep.sweep"

pytestmark = pytest.mark.django_db(transaction=True)


def plan(author: User, thread: Thread, text: str = "Later.", at: datetime | None = None) -> ScheduledMessage:
    at = at or timezone.now() + timedelta(minutes=5)
    return schedule_message(author=author, written=Written(text, thread=thread), later=Later("moment", at))


def run_out_of_leases() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE threads_scheduledmessage SET leased_until = clock_timestamp() - interval '1 s'"
            " WHERE lease IS NOT NULL"
        )


@pytest.mark.parametrize("label", ["scheduled-claimed", "scheduled-posted", "scheduled-sent"])
def test_a_worker_dies_and_the_message_goes_out_once(label: str, alice: User, bob: User) -> None:
    thread = make_direct(alice, [bob])
    row = plan(bob, thread)
    now = far_within_hours()
    assert sweep_in_another_process(now, mail_port=free_port(), crash_at=label, sweep=SWEEP) == CRASHED
    if label != "scheduled-sent":
        assert sweep(now) == 0
        assert not Message.objects.filter(thread=thread, number=2).exists()
    run_out_of_leases()
    sweep(now)
    sweep(now)
    row.refresh_from_db()
    assert row.state == "sent"
    assert [one.client_id for one in Message.objects.filter(thread=thread, author=bob)] == [row.client_id]


def test_a_worker_that_dies_after_telling_sends_the_same_mail_again(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    plan(bob, make_thread(alice, channel=channel))
    archive_channel(actor=alice, channel=channel)
    now = far_within_hours()
    with smtp_server() as server:
        died = sweep_in_another_process(now, mail_port=server.port, crash_at="not-sent-told", sweep=SWEEP)
        assert died == CRASHED
        run_out_of_leases()
        assert sweep_in_another_process(now, mail_port=server.port, sweep=SWEEP) == 0
        assert sweep_in_another_process(now, mail_port=server.port, sweep=SWEEP) == 0
        assert len(server.mails) == 2
        assert len(set(server.ids)) == 1


def test_a_worker_dies_while_writing_reminders_and_they_come_once(alice: User, bob: User) -> None:
    thread = make_direct(alice, [bob])
    message = Message.objects.get(thread=thread)
    Delivery.objects.all().delete()
    now = far_within_hours()
    remind_me(user=alice, message=message, at=now)
    later = now + timedelta(minutes=1)
    with smtp_server() as server:
        assert sweep_in_another_process(later, mail_port=server.port, crash_at="reminders") == CRASHED
        assert Reminder.objects.get().told_at is None
        sweep_in_another_process(later, mail_port=server.port)
        sweep_in_another_process(later, mail_port=server.port)
        assert server.to == [alice.email]
    assert Reminder.objects.get().told_at == later


def test_several_sweeps_at_once_send_everything_once(alice: User, bob: User) -> None:
    threads = [make_direct(alice, [bob]) for _ in range(3)]
    rows = [plan(bob, thread, f"Number {number}.") for thread in threads for number in range(8)]
    now = far_within_hours()
    assert sum(at_once(lambda: sweep(now))) == len(rows)
    assert Message.objects.filter(author=bob).count() == len(rows)
    assert set(ScheduledMessage.objects.values_list("state", flat=True)) == {"sent"}


def test_taken_back_while_a_dead_worker_still_holds_it(alice: User, bob: User) -> None:
    thread = make_direct(alice, [bob])
    row = plan(bob, thread)
    now = far_within_hours()
    died = sweep_in_another_process(now, mail_port=free_port(), crash_at="scheduled-claimed", sweep=SWEEP)
    assert died == CRASHED
    take_back(author=bob, scheduled=row)
    run_out_of_leases()
    assert sweep(now) == 0
    assert not Message.objects.filter(thread=thread, author=bob).exists()
    assert Draft.objects.get(user=bob).text == "Later."


def test_without_redis_it_goes_out_all_the_same(
    alice: User, bob: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    thread = make_direct(alice, [bob])
    nowhere = f"redis://127.0.0.1:{free_port()}/0"
    monkeypatch.setattr(carrier, "_redis", lambda: redis.Redis.from_url(nowhere))
    plan(bob, thread)
    assert sweep(far_within_hours()) == 1
    assert "live updates are not reaching Redis" in caplog.text
    assert Message.objects.filter(thread=thread, author=bob).count() == 1


def test_a_message_that_breaks_the_server_delays_no_other_and_ends(
    alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = make_direct(alice, [bob])
    poison, fine = plan(bob, thread, "Poison."), plan(bob, thread, "Fine.")

    def breaks(row: ScheduledMessage) -> Message:
        if row.pk == poison.pk:
            raise RuntimeError("a defect")
        return send_scheduled(row)

    monkeypatch.setattr("notifications.scheduled.sweep.send_scheduled", breaks)
    now = far_within_hours()
    assert sweep(now) == 1
    fine.refresh_from_db()
    assert fine.state == "sent"
    for _ in range(MOST_ATTEMPTS):
        run_out_of_leases()
        assert sweep(now) == 0
    poison.refresh_from_db()
    assert (poison.state, poison.text) == ("failed", "Poison.")
    assert [one.to for one in mail.outbox] == [[bob.email]]


def test_a_leap_of_the_clock_ahead_costs_one_sweep(
    alice: User, bob: User, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    thread = make_direct(alice, [bob])
    plan(bob, thread)
    monkeypatch.setattr(clock_module, "monotonic", lambda: 0.0)
    sweep()
    clock.on(hours=2)
    assert sweep() == 0
    assert "leapt" in caplog.text
    assert sweep() == 1


def test_a_leap_back_sends_nothing_twice(alice: User, bob: User, clock: Clock) -> None:
    thread = make_direct(alice, [bob])
    plan(bob, thread)
    clock.on(minutes=5)
    assert sweep() == 1
    clock.on(hours=-2)
    assert sweep() == 0
    clock.on(hours=4)
    assert sweep() == 0
    assert Message.objects.filter(thread=thread, author=bob).count() == 1


def test_after_days_without_any_worker_all_of_it_goes_once(alice: User, bob: User, clock: Clock) -> None:
    thread = make_direct(alice, [bob])
    for number in range(60):
        plan(bob, thread, f"Number {number}.", clock.at + timedelta(minutes=number + 1))
    clock.on(days=2)
    assert sweep() == 60
    assert sweep() == 0
    posted = Message.objects.filter(thread=thread, author=bob).order_by("number")
    assert [one.source for one in posted] == [f"Number {number}." for number in range(60)]


def test_a_reminder_comes_once_however_many_sweeps(alice: User, bob: User, clock: Clock) -> None:
    thread = make_direct(alice, [bob])
    Delivery.objects.all().delete()
    remind_me(user=alice, message=Message.objects.get(thread=thread), at=clock.at + timedelta(hours=1))
    clock.on(minutes=59)
    assert sweep_outbox() == 0
    clock.on(days=2)
    assert sweep_outbox() == 1
    assert sweep_outbox() == 0
