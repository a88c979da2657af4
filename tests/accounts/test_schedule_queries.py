"""People's rows become schedules, in as many queries for many as for one."""

from __future__ import annotations

from datetime import date

from pytest_django import DjangoAssertNumQueries

from accounts.models import TimeOff, User, WorkingHours
from accounts.queries import DEFAULT_WINDOWS, schedule_for, schedules_for
from accounts.working_time import Schedule, Window

VACATION = (date(2026, 11, 9), date(2026, 12, 2))


def works(user: User, *windows: tuple[int, int, int]) -> None:
    for weekday, start, end in windows:
        WorkingHours.objects.create(user=user, weekday=weekday, start=start, end=end)


def is_away(user: User, first: date, last: date) -> None:
    TimeOff.objects.create(user=user, first=first, last=last)


def test_declared_windows_are_worked_in_the_persons_zone(carol: User) -> None:
    works(carol, (1, 540, 720), (0, 1320, 1800))
    assert schedule_for(carol) == Schedule("Pacific/Auckland", (Window(0, 1320, 1800), Window(1, 540, 720)))


def test_whoever_declared_nothing_works_weekdays_from_9_to_17_30_in_their_own_zone(carol: User) -> None:
    assert schedule_for(carol) == Schedule("Pacific/Auckland", DEFAULT_WINDOWS)
    assert [(window.weekday, window.start, window.end) for window in DEFAULT_WINDOWS] == [
        (weekday, 540, 1050) for weekday in range(5)
    ]


def test_time_off_is_taken_over(bob: User) -> None:
    later = (date(2027, 2, 1), date(2027, 2, 1))
    is_away(bob, *later)
    is_away(bob, *VACATION)
    assert schedule_for(bob).time_off == (VACATION, later)


def test_everybody_gets_their_own(alice: User, bob: User, carol: User) -> None:
    works(alice, (0, 540, 720))
    works(bob, (4, 600, 900))
    is_away(bob, *VACATION)
    schedules = schedules_for([alice, bob, carol])
    assert schedules == {
        alice.pk: Schedule("Europe/Lisbon", (Window(0, 540, 720),)),
        bob.pk: Schedule("Europe/Lisbon", (Window(4, 600, 900),), time_off=(VACATION,)),
        carol.pk: Schedule("Pacific/Auckland", DEFAULT_WINDOWS),
    }


def test_equal_hours_make_equal_schedules(alice: User, bob: User) -> None:
    works(alice, (0, 540, 720), (1, 540, 720))
    works(bob, (1, 540, 720), (0, 540, 720))
    assert schedule_for(alice) == schedule_for(bob)


def test_one_and_many_take_two_queries(
    alice: User,
    bob: User,
    carol: User,
    dave: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [alice, bob, carol, dave]
    for user in people:
        works(user, (0, 540, 720), (1, 540, 720))
        is_away(user, *VACATION)
    with django_assert_num_queries(2):
        schedule_for(alice)
    with django_assert_num_queries(2):
        schedules_for(user for user in people)


def test_nobody_takes_no_query(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert schedules_for([]) == {}
