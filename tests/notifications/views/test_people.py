"""The people page: whom the viewer knows, when they work, in as many queries for 200 as for two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.actions.focus import begin_focus
from accounts.actions.holidays import choose_holidays
from accounts.actions.set_working_hours import set_working_hours
from accounts.models import TimeOff, User
from accounts.working_time import Window
from notifications.actions.set_preferences import set_preferences
from notifications.directory_words import (
    away_words,
    band_words,
    clock_words,
    first_sentence,
    prefers,
    state_words,
)
from notifications.queries import directory as queries
from notifications.queries.directory import Row, directory
from tests.cast import person, signed_in
from tests.factories import make_channel

# Monday 10:00 in Lisbon, 23:00 in Auckland.
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
WEEK = [Window(day, 540, 1020) for day in range(5)]


def row_of(user: User, viewer: User, time_zone: str = "Europe/Lisbon") -> Row:
    rows = directory(viewer, time_zone=time_zone, at=AT).rows
    return next(row for row in rows if row.person == user)


@pytest.fixture
def works(bob: User, carol: User) -> None:
    for user in (bob, carol):
        set_working_hours(user=user, time_zone=user.time_zone, windows=WEEK)


@pytest.mark.usefixtures("works")
def test_a_row_says_when_and_where_somebody_works(bob: User, carol: User) -> None:
    mine, hers = row_of(bob, bob), row_of(carol, bob)
    assert (clock_words(mine), state_words(mine)) == ("Mon 10:00", "Lisbon, in hours")
    assert (clock_words(hers), state_words(hers)) == ("Mon 23:00", "Auckland, off hours")
    assert [(bar.x, bar.width) for bar in mine.bars] == [("37.50%", "33.33%")]
    assert [(bar.x, bar.width) for bar in hers.bars] == [("0.00%", "16.67%"), ("83.33%", "16.67%")]
    assert band_words(mine, is_me=True) == "Bob works 09:00–17:00 in Lisbon; overlap with you: you"
    assert band_words(hers, is_me=False) == "Carol works 09:00–17:00 in Auckland; overlap with you: none"


@pytest.mark.usefixtures("works")
def test_overlap_is_told_on_the_viewers_clock(bob: User, carol: User, dave: User) -> None:
    set_working_hours(user=dave, time_zone="Europe/Lisbon", windows=[Window(0, 600, 1200)])
    assert row_of(dave, bob).overlap == ["10:00–17:00"]
    assert row_of(dave, bob, "UTC").overlap == ["10:00–17:00"]
    set_working_hours(user=dave, time_zone="Europe/Lisbon", windows=[Window(0, 480, 1200)])
    assert band_words(row_of(dave, bob), is_me=False).endswith("overlap with you: all day")


def test_leave_hides_the_hours_and_names_who_covers(bob: User, carol: User, dave: User) -> None:
    TimeOff.objects.create(user=dave, first=date(2026, 11, 20), last=date(2026, 12, 2), cover=carol)
    row = row_of(dave, bob)
    assert (clock_words(row), state_words(row)) == ("Until Wed 2 Dec", "Lisbon")
    assert band_words(row, is_me=False) == "Dave is on leave"
    assert prefers(row, None) == "Carol covers"
    assert prefers(row, {bob.pk, dave.pk}) == ""


def test_a_focus_is_seen_by_others(bob: User, carol: User) -> None:
    begin_focus(user=bob, until=AT + timedelta(hours=2), note="Writing the plan")
    row = row_of(bob, carol)
    assert state_words(row) == "Lisbon, focus until 12:00"
    assert prefers(row, None) == "Writing the plan"


def test_preferences_are_told_where_somebody_says_nothing_else(bob: User, carol: User) -> None:
    assert prefers(row_of(bob, carol), None) == "As they come"
    set_preferences(user=bob, mode="batches", batch_times=[600, 930])
    assert prefers(row_of(bob, carol), None) == "Batches at 10:00 and 15:30"
    set_preferences(user=bob, mode="digest_only", digest_at=585)
    assert prefers(row_of(bob, carol), None) == "Digest only, 09:45"
    User.objects.filter(pk=bob.pk).update(way_of_working="Threads; no calls before 10:00. Ever.")
    assert prefers(row_of(bob, carol), None) == "Threads; no calls before 10:00"


def test_a_long_sentence_is_shortened_at_a_word() -> None:
    assert first_sentence("") == ""
    shortened = first_sentence("word, " * 30)
    assert shortened.endswith("word…")
    assert len(shortened) <= 61


def test_the_next_days_off_are_summed_up(bob: User, carol: User, dave: User, alice: User) -> None:
    choose_holidays(user=bob, region="US")
    choose_holidays(user=carol, region="US")
    TimeOff.objects.create(user=dave, first=date(2026, 11, 20), last=date(2026, 12, 2))
    TimeOff.objects.create(user=alice, first=date(2026, 12, 21), last=date(2027, 1, 3))
    page = directory(bob, time_zone="UTC", at=AT)
    assert [away_words(away) for away in page.away] == [
        "Dave until 2 Dec",
        "Bob and Carol 26 Nov, Thanksgiving Day",
        "Alice 21 Dec – 3 Jan",
    ]


def test_the_viewer_comes_first_and_then_the_zones_eastward(bob: User, carol: User, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="America/Denver")
    assert [row.person for row in directory(bob, time_zone="UTC", at=AT).rows] == [bob, carol, alice]


def test_a_guest_sees_only_whom_they_know(gina: User, bob: User, carol: User) -> None:
    client = signed_in(gina)
    assert "Bob Santos" not in client.get("/people/").content.decode()
    make_channel(bob, members=[gina])
    text = client.get("/people/").content.decode()
    assert "Bob Santos" in text
    assert "Carol Ngata" not in text


def test_people_who_left_are_not_listed(bob: User, carol: User) -> None:
    User.objects.filter(pk=carol.pk).update(is_active=False, deactivated_at=timezone.now())
    assert "Carol Ngata" not in signed_in(bob).get("/people/").content.decode()


def test_everything_can_be_drawn_in_utc(carol: User) -> None:
    client = signed_in(carol)
    assert "drawn in your time" in client.get("/people/").content.decode()
    assert "drawn in UTC" in client.get("/people/?clock=utc").content.decode()


def test_two_hundred_people_take_as_many_queries_as_two(
    bob: User, carol: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(bob)
    client.get("/people/")
    for number in range(200):
        user = person(f"P{number} Lee")
        if number % 10 == 0:
            TimeOff.objects.create(user=user, first=date(2099, 1, 1), last=date(2099, 1, 2), cover=carol)
            set_preferences(user=user, mode="digest_only")
    choose_holidays(user=bob, region="KE")
    # session, viewer; people with their wishes, schedules, time off, holidays; the sidebar's three,
    # and its counts for who is in no channel
    with django_assert_num_queries(10):
        text = client.get("/people/").content.decode()
    assert text.count('role="row"') == queries.PAGE + 1
    assert "Show more people" in text
    rest = client.get("/people/?after=" + text.split("?after=")[1].split('"')[0]).content.decode()
    assert rest.count('role="row"') == 3
