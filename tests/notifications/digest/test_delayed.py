"""What delays a digest on its day: focus, a break, hours that changed, a clock that leaps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from accounts.actions.focus import begin_focus, end_focus
from accounts.actions.set_working_hours import set_working_hours
from accounts.models import User
from accounts.working_time import Schedule, Window
from notifications import clock as clock_module
from notifications.digest import plans
from notifications.digest.schedule import DigestWishes, next_occasion
from notifications.digest.send import send_due
from notifications.models import Digest, DigestPlan
from tests.factories import make_direct
from tests.notifications.conftest import Clock
from tests.notifications.digest.test_sending import expire_leases

MONDAY = date(2026, 11, 23)
# 09:00 to 12:00 and 13:00 to 17:00.
HALVES = tuple(Window(day, *half) for day in range(5) for half in ((540, 720), (780, 1020)))
SCHEDULE = Schedule("UTC", HALVES)


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def due(now: datetime, wishes: DigestWishes) -> datetime | None:
    found = next_occasion(SCHEDULE, wishes, now, after=at(12, day=20))
    return found.at if found else None


def test_focus_delays_it_to_its_end() -> None:
    assert due(at(8), DigestWishes(focus_until=at(10, 30))) == at(10, 30)
    assert due(at(9), DigestWishes(focus_until=at(10, 30))) == at(10, 30)
    assert due(at(8), DigestWishes(focus_until=at(8, 30))) == at(9)


def test_focus_that_ends_in_a_break_delays_it_to_the_end_of_that() -> None:
    assert due(at(9), DigestWishes(focus_until=at(12, 20))) == at(13)


def test_after_focus_to_the_end_of_the_day_the_next_day_tells() -> None:
    assert due(at(9), DigestWishes(focus_until=at(17))) == at(9, day=24)
    assert due(at(9), DigestWishes(focus_until=at(11, day=24))) == at(11, day=24)


def test_focus_delays_a_chosen_time_too() -> None:
    assert due(at(9), DigestWishes(at=16 * 60, focus_until=at(16, 30))) == at(16, 30)
    assert due(at(9), DigestWishes(at=16 * 60, focus_until=at(15))) == at(16)


def test_a_late_one_leaves_at_once_but_in_no_break() -> None:
    assert due(at(11), DigestWishes()) == at(9)
    assert due(at(12, 30), DigestWishes()) == at(13)
    assert due(at(13), DigestWishes()) == at(9)


def test_a_chosen_time_off_hours_holds_for_an_hour() -> None:
    assert due(at(8, 20), DigestWishes(at=8 * 60)) == at(8)
    assert due(at(20, 59), DigestWishes(at=20 * 60)) == at(20)
    assert due(at(21), DigestWishes(at=20 * 60)) == at(20, day=24)


@pytest.fixture
def told(clock: Clock, alice: User, bob: User) -> User:
    """bob, for whom something is held over the weekend."""
    clock.to(at(21, day=20))
    plans.replan([bob.pk])
    make_direct(alice, [bob])
    return bob


@pytest.mark.django_db
def test_in_focus_none_comes_and_after_it_one(told: User, clock: Clock) -> None:
    clock.to(at(8))
    begin_focus(user=told, until=at(11))
    for hour in (9, 10):
        clock.to(at(hour))
        assert send_due() == 0
    clock.to(at(11))
    assert send_due() == 1
    assert Digest.objects.get().local_date == MONDAY


@pytest.mark.django_db
def test_who_ends_their_focus_gets_it_then(told: User, clock: Clock) -> None:
    clock.to(at(8))
    begin_focus(user=told, until=at(11))
    clock.to(at(10))
    end_focus(user=told)
    assert send_due() == 1


@pytest.mark.django_db
def test_hours_that_changed_since_it_was_taken_hold_it_back(
    told: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.to(at(9))
    with monkeypatch.context() as patch:
        patch.setattr("notifications.digest.send.crash_point", _die)
        with pytest.raises(_PowerLoss):
            send_due()
    set_working_hours(user=told, time_zone="UTC", windows=[Window(0, 12 * 60, 18 * 60)])
    clock.on(minutes=10)
    expire_leases()
    assert send_due() == 0
    clock.to(at(12))
    expire_leases()
    assert send_due() == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("leap", [timedelta(hours=2), timedelta(days=3)])
def test_a_clock_that_leaps_sends_none_at_first(
    leap: timedelta,
    told: User,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock.to(at(9) - leap)
    send_due()
    before = clock_module.monotonic()
    monkeypatch.setattr(clock_module, "monotonic", lambda: before)
    clock.on(seconds=leap.total_seconds())
    assert send_due() == 0
    assert "leapt" in caplog.text
    assert send_due() == 1


@pytest.mark.django_db
def test_the_plan_follows_focus(told: User, clock: Clock) -> None:
    begin_focus(user=told, until=at(10, 15))
    assert DigestPlan.objects.get(user=told).next_at == at(10, 15)


class _PowerLoss(BaseException):
    pass


def _die(label: str) -> None:
    raise _PowerLoss
