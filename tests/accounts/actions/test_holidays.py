"""Calendars are copied once; admins add and strike days; whom it concerns is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.actions.holidays import (
    DayTaken,
    add_holiday,
    choose_holidays,
    extend_calendars,
    strike_holiday,
)
from accounts.models import AuditEvent, Holiday, HolidayCalendar, User
from accounts.queries import schedule_for

Told = list[tuple[int, ...] | None]
YEAR = timezone.now().year
CHRISTMAS = date(YEAR, 12, 25)


@pytest.fixture
def kenyan(bob: User) -> User:
    choose_holidays(user=bob, region="KE")
    return bob


def test_choosing_a_region_copies_its_calendars_and_changes_the_schedule(bob: User, told: Told) -> None:
    choose_holidays(user=bob, region="KE")
    years = HolidayCalendar.objects.filter(region="KE").values_list("year", flat=True)
    assert sorted(years) == [YEAR - 1, YEAR, YEAR + 1, YEAR + 2]
    assert CHRISTMAS in schedule_for(bob).holidays
    assert told == [(bob.pk,)]


def test_choosing_the_same_again_changes_nothing(kenyan: User, told: Told) -> None:
    choose_holidays(user=kenyan, region="KE")
    assert told == []


def test_none_may_be_chosen(kenyan: User) -> None:
    choose_holidays(user=kenyan, region="")
    assert schedule_for(kenyan).holidays == frozenset()


def test_a_place_that_does_not_exist_is_refused(bob: User) -> None:
    with pytest.raises(ValueError, match="XX"):
        choose_holidays(user=bob, region="XX")


def test_a_struck_day_is_worked_and_may_come_back(alice: User, kenyan: User, told: Told) -> None:
    christmas = Holiday.objects.get(calendar__region="KE", date=CHRISTMAS)
    strike_holiday(actor=alice, holiday=christmas, struck=True)
    assert CHRISTMAS not in schedule_for(kenyan).holidays
    strike_holiday(actor=alice, holiday=christmas, struck=False)
    assert CHRISTMAS in schedule_for(kenyan).holidays
    assert told == [(kenyan.pk,), (kenyan.pk,)]
    verbs = AuditEvent.objects.filter(verb__startswith="holiday.").order_by("id")
    assert [event.verb for event in verbs] == ["holiday.struck", "holiday.restored"]


def test_an_added_day_counts_and_striking_it_takes_it_away(alice: User, kenyan: User) -> None:
    day = date(YEAR, 7, 14)
    added = add_holiday(actor=alice, region="KE", day=day, name="Company picnic")
    assert day in schedule_for(kenyan).holidays
    with pytest.raises(DayTaken):
        add_holiday(actor=alice, region="KE", day=day, name="Again")
    strike_holiday(actor=alice, holiday=added, struck=True)
    assert not Holiday.objects.filter(date=day, calendar__region="KE").exists()


def test_a_day_in_a_far_year_brings_that_years_calendar(alice: User, kenyan: User) -> None:
    add_holiday(actor=alice, region="KE", day=date(YEAR + 5, 7, 14), name="Jubilee")
    assert Holiday.objects.filter(calendar__region="KE", calendar__year=YEAR + 5).count() > 5


def test_members_change_no_calendar(kenyan: User) -> None:
    christmas = Holiday.objects.get(calendar__region="KE", date=CHRISTMAS)
    with pytest.raises(PermissionDenied):
        strike_holiday(actor=kenyan, holiday=christmas, struck=True)
    with pytest.raises(PermissionDenied):
        add_holiday(actor=kenyan, region="KE", day=date(YEAR, 7, 14), name="Mine")
    assert CHRISTMAS in schedule_for(kenyan).holidays


def test_the_turn_of_a_year_brings_the_missing_calendars_and_tells_whom_they_concern(
    kenyan: User, carol: User, told: Told
) -> None:
    HolidayCalendar.objects.filter(year=YEAR + 2).delete()
    extend_calendars()
    extend_calendars()
    assert HolidayCalendar.objects.filter(region="KE", year=YEAR + 2).count() == 1
    assert told == [(kenyan.pk,)]
