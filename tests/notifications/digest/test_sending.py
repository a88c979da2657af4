"""One digest a person and local date, whatever dies, doubles or is late."""

from __future__ import annotations

import smtplib
import threading
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from accounts.actions.time_off import add_time_off
from accounts.models import TimeOff, User
from notifications.digest import plans
from notifications.digest.mail import letter
from notifications.digest.send import send_due
from notifications.models import Delivery, Digest, DigestPlan, Preference, Unsubscription
from notifications.transports.email import EmailTransport
from tests.factories import make_channel, make_direct, make_thread, post
from tests.notifications.conftest import Clock
from threads.actions.post_message import post_message
from threads.models import Channel

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MONDAY_9 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def channel(clock: Clock, alice: User, bob: User) -> Channel:
    """alice's and bob's, since Friday; both had a digest planned from then on."""
    clock.to(FRIDAY)
    DigestPlan.objects.all().delete()
    plans.replan([alice.pk, bob.pk])
    made = make_channel(alice, members=[bob])
    made.memberships.update(joined_at=FRIDAY, caught_up_at=FRIDAY - HOUR)
    return made


def test_it_comes_at_the_start_of_the_first_window_and_once(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    thread = make_thread(alice, channel=channel, title="Pumps")
    post_message(author=alice, thread=thread, text=f"@{bob.handle} which pump?", urgency="norm")
    clock.to(MONDAY_9 - timedelta(minutes=1))
    assert send_due() == 0
    clock.to(MONDAY_9)
    assert send_due() == 1
    assert send_due() == 0
    [sent] = mail.outbox
    assert sent.to == [bob.email]
    assert sent.subject == "Monday, 23 November: 1 thread needs your reply"
    digest = Digest.objects.get(user=bob)
    assert (digest.state, digest.local_date, digest.lease) == ("sent", date(2026, 11, 23), None)
    assert DigestPlan.objects.get(user=bob).next_at == MONDAY_9 + timedelta(days=1)


def test_with_nothing_new_no_mail_goes_and_the_day_is_told(
    channel: Channel, clock: Clock, alice: User
) -> None:
    make_thread(alice, channel=channel)
    clock.to(MONDAY_9)
    send_due()
    assert Digest.objects.get(user=alice).state == "empty"
    assert all(alice.email not in sent.to for sent in mail.outbox)


def test_each_begins_where_the_last_one_ended_also_over_leave(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    make_thread(alice, channel=channel)
    clock.to(MONDAY_9)
    send_due()
    day = date(2026, 11, 24)
    add_time_off(user=bob, first=day, last=day + timedelta(days=6), kind=TimeOff.Kind.VACATION)
    clock.to(MONDAY_9 + timedelta(days=1, hours=2))
    make_thread(alice, channel=channel, title="Said on the first day of leave")
    for days in range(1, 9):
        clock.to(MONDAY_9 + timedelta(days=days, hours=3))
        send_due()
    chain = list(Digest.objects.filter(user=bob).order_by("after"))
    assert [digest.local_date for digest in chain] == [date(2026, 11, 23), date(2026, 12, 1)]
    assert chain[1].after == chain[0].until
    assert "Said on the first day of leave" in str(mail.outbox[-1].body)


def test_what_a_failed_one_did_not_tell_the_next_one_tells(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_thread(alice, channel=channel, title="Told late")
    refuse(monkeypatch, smtplib.SMTPRecipientsRefused({bob.email: (550, b"unknown")}))
    clock.to(MONDAY_9)
    assert send_due() == 0
    assert Digest.objects.get(user=bob).state == "failed"
    monkeypatch.undo()
    clock_again(monkeypatch, clock)
    clock.to(MONDAY_9 + timedelta(days=1))
    assert send_due() == 1
    assert "Told late" in str(mail.outbox[-1].body)


def test_what_is_refused_for_now_is_tried_again_as_the_same_mail(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_thread(alice, channel=channel)
    tried = refuse(monkeypatch, smtplib.SMTPDataError(451, b"later"))
    clock.to(MONDAY_9)
    assert send_due() == 0
    monkeypatch.undo()
    clock_again(monkeypatch, clock)
    expire_leases()
    assert send_due() == 1
    [sent] = mail.outbox
    assert tried == [sent.extra_headers["Message-ID"]]
    assert Digest.objects.get(user=bob).attempts == 1


def test_after_a_day_without_a_mail_server_one_digest_tells_all(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_thread(alice, channel=channel, title="Of the weekend")
    refuse(monkeypatch, smtplib.SMTPDataError(451, b"later"))
    clock.to(MONDAY_9)
    send_due()
    clock.to(MONDAY_9 + timedelta(days=1))
    monkeypatch.undo()
    clock_again(monkeypatch, clock)
    expire_leases()
    send_due()
    send_due()
    [sent] = mail.outbox
    assert "Of the weekend" in str(sent.body)
    states = Digest.objects.filter(user=bob).order_by("after").values_list("state", "outcome")
    assert list(states) == [("failed", "joined_next"), ("sent", "")]


def test_a_dead_mail_server_keeps_it(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_thread(alice, channel=channel)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refused)
    clock.to(MONDAY_9)
    assert send_due() == 0
    monkeypatch.undo()
    clock_again(monkeypatch, clock)
    clock.on(minutes=10)
    expire_leases()
    assert send_due() == 1


def test_who_unsubscribed_gets_none_and_comes_back_without_a_flood(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    Unsubscription.objects.create(user=bob, kind="digest")
    make_thread(alice, channel=channel, title="While away")
    clock.to(MONDAY_9)
    assert send_due() == 0
    Unsubscription.objects.all().delete()
    clock.on(hours=1)
    make_thread(alice, channel=channel, title="Since then")
    clock.to(MONDAY_9 + timedelta(days=1))
    assert send_due() == 1
    body = str(mail.outbox[0].body)
    assert "Since then" in body
    assert "While away" not in body


def test_who_was_deactivated_gets_none(channel: Channel, clock: Clock, alice: User, bob: User) -> None:
    make_thread(alice, channel=channel)
    User.objects.filter(pk=bob.pk).update(is_active=False, deactivated_at=clock.at)
    clock.to(MONDAY_9)
    assert send_due() == 0
    assert not DigestPlan.objects.filter(user=bob).exists()


def test_what_waits_for_the_digest_leaves_with_it_and_never_again(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    Preference.objects.create(user=bob, mode="digest_only")
    User.objects.filter(pk=bob.pk).update(schedule_version=1)
    gone = make_thread(alice, channel=channel, title="Taken back")
    make_direct(alice, [bob], title="Just us", text="Hello.")
    assert set(Delivery.objects.values_list("state", "why")) == {("held", "digest")}
    message = gone.messages.get()
    message.source = message.html = ""
    message.deleted_at = clock.at
    message.save()
    clock.to(MONDAY_9)
    assert send_due() == 1
    ends = Delivery.objects.order_by("pk").values_list("state", "outcome")
    assert list(ends) == [("suppressed", "deleted"), ("sent", "")]
    assert Delivery.objects.get(state="sent").bundle
    clock.to(MONDAY_9 + timedelta(days=1))
    assert send_due() == 0


def test_a_zone_change_past_the_date_line_brings_no_second_one(
    channel: Channel, clock: Clock, alice: User, carol: User
) -> None:
    plans.replan([carol.pk])
    direct = make_direct(alice, [carol], text="Hello.")
    clock.to(datetime(2026, 11, 22, 20, 0, tzinfo=UTC))  # Monday, 09:00 in Auckland
    assert send_due() == 1
    User.objects.filter(pk=carol.pk).update(time_zone="Pacific/Honolulu", schedule_version=7)
    assert plans.replan_stale()
    post(alice, direct)
    for hours in range(60):
        clock.to(datetime(2026, 11, 22, 20, 0, tzinfo=UTC) + hours * HOUR)
        send_due()
    dates = [digest.local_date for digest in Digest.objects.filter(user=carol).order_by("after")]
    assert dates == [date(2026, 11, 23), date(2026, 11, 24)]


def test_who_has_no_plan_yet_gets_one(organization: Any, bob: User) -> None:
    DigestPlan.objects.all().delete()
    assert plans.replan_stale() == 1
    assert DigestPlan.objects.get(user=bob).next_at
    assert plans.replan_stale() == 0


def test_one_that_cannot_be_made_harms_no_other(
    channel: Channel, clock: Clock, alice: User, bob: User, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans.replan([carol.pk])
    User.objects.filter(pk=carol.pk).update(time_zone="Europe/Lisbon", schedule_version=3)
    plans.replan_stale()
    make_direct(alice, [bob, carol], text="Hello.")

    def poisonous(digest: Digest, *rest: Any) -> Any:
        if digest.user_id == bob.pk:
            raise RuntimeError("no such sentence")
        return letter(digest, *rest)

    monkeypatch.setattr("notifications.digest.send.letter", poisonous)
    clock.to(MONDAY_9)
    assert send_due() == 1
    assert mail.outbox[0].to == [carol.email]
    assert Digest.objects.get(user=bob).state == "claimed"


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_it_once(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_thread(alice, channel=channel)
    clock.to(MONDAY_9)
    sent: list[str] = []
    monkeypatch.setattr(
        EmailTransport, "post", lambda self, message: sent.append(message.extra_headers["Message-ID"])
    )
    start = threading.Barrier(4)

    def sweep() -> None:
        start.wait()
        try:
            send_due()
        finally:
            connection.close()

    sweeps = [threading.Thread(target=sweep) for _ in range(4)]
    for one in sweeps:
        one.start()
    for one in sweeps:
        one.join()
    assert len(sent) == 1
    assert Digest.objects.filter(user=bob, state="sent").count() == 1


def test_the_holder_of_a_lost_lease_finishes_nothing(
    channel: Channel, clock: Clock, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_thread(alice, channel=channel)
    clock.to(MONDAY_9)
    other = uuid.uuid4()

    def slow(self: EmailTransport, message: Any) -> None:
        Digest.objects.update(lease=other)

    monkeypatch.setattr(EmailTransport, "post", slow)
    send_due()
    assert Digest.objects.get(user=bob).lease == other


def refuse(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[str]:
    """The mail server answers so; the ids of the mails that it saw."""
    seen: list[str] = []

    def answer(self: Any, messages: list[Any]) -> int:
        seen.extend(message.extra_headers["Message-ID"] for message in messages)
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", answer)
    return seen


def refused(self: Any) -> None:
    raise ConnectionRefusedError


def clock_again(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr("django.utils.timezone.now", clock)
    monkeypatch.setattr("notifications.clock.monotonic", lambda: clock.at.timestamp())


def expire_leases() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE notifications_digest SET leased_until = '2020-01-01' WHERE state = 'claimed'")
