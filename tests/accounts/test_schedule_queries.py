"""People's rows become schedules, in as many queries for many as for one."""

from __future__ import annotations

from datetime import date

from pytest_django import DjangoAssertNumQueries

from accounts.models import DefaultHours, Holiday, HolidayCalendar, TimeOff, User, WorkingHours
from accounts.queries import DEFAULT_WINDOWS, default_windows, schedule_for, schedules_for
from accounts.working_time import Schedule, Window

THANKSGIVING = date(2026, 11, 26)
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


def test_the_organizations_default_hours_are_worked_by_whoever_declared_none(alice: User, bob: User) -> None:
    works(alice, (0, 540, 720))
    DefaultHours.objects.create(weekday=6, start=600, end=900)
    assert schedule_for(alice).windows == (Window(0, 540, 720),)
    assert schedule_for(bob).windows == (Window(6, 600, 900),) == default_windows()


def test_the_holidays_of_the_persons_region_are_taken_over_but_for_struck_ones(
    alice: User, bob: User
) -> None:
    colorado = HolidayCalendar.objects.create(region="US-CO", year=2026)
    Holiday.objects.create(calendar=colorado, date=THANKSGIVING, name="Thanksgiving")
    Holiday.objects.create(calendar=colorado, date=date(2026, 11, 11), name="Veterans", struck=True)
    alice.holiday_region = "US-CO"
    bob.holiday_region = "US"
    schedules = schedules_for([alice, bob])
    assert schedules[alice.pk].holidays == {THANKSGIVING}
    assert schedules[bob.pk].holidays == frozenset()


def test_one_and_many_take_one_query(
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
        user.holiday_region = "US"
    with django_assert_num_queries(1):
        schedule_for(alice)
    with django_assert_num_queries(1):
        schedules_for(user for user in people)


def test_nobody_takes_no_query(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert schedules_for([]) == {}
