"""Focus, the question about the zone, time off and what admins keep, over HTTP."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actions.holidays import choose_holidays
from accounts.actions.time_off import add_time_off
from accounts.models import Holiday, TimeOff, User
from accounts.queries import schedule_for
from accounts.working_time import Window
from tests.cast import signed_in
from tests.plain_forms import press


def stored(user: User) -> User:
    return User.objects.get(pk=user.pk)


class TestFocus:
    @pytest.mark.parametrize(("asked", "minutes"), [("30", 30), ("60", 60), ("120", 120), ("x", 60)])
    def test_it_lasts_as_long_as_asked(self, asked: str, minutes: int, bob: User) -> None:
        before = timezone.now()
        signed_in(bob).post("/settings/focus/", {"for": asked, "note": "Deep work"})
        until = stored(bob).focus_until
        assert until
        assert timedelta() <= until - before - timedelta(minutes=minutes) < timedelta(minutes=1)
        assert stored(bob).focus_note == "Deep work"

    def test_it_lasts_until_the_clock_shows_a_time(self, carol: User) -> None:
        signed_in(carol).post("/settings/focus/", {"for": "at", "at": "14:30"})
        until = stored(carol).focus_until
        assert until
        assert timezone.now() < until <= timezone.now() + timedelta(hours=25)
        assert (until.astimezone(tz=None).minute, until > timezone.now()) == (30, True)

    def test_it_lasts_until_the_working_day_ends(self, bob: User) -> None:
        signed_in(bob).post("/settings/focus/", {"for": "day"})
        until = stored(bob).focus_until
        assert until
        assert until.minute == 30

    def test_nonsense_is_told_and_begins_nothing(self, bob: User) -> None:
        client = signed_in(bob)
        answer = client.post("/settings/focus/", {"for": "at", "at": "25:00"}, follow=True)
        assert "Hours go from 00 to 23. Try 08:45." in answer.content.decode()
        assert stored(bob).focus_until is None

    def test_it_ends_and_leads_back_to_the_page(self, bob: User) -> None:
        client = signed_in(bob)
        client.post("/settings/focus/", {"for": "60"})
        answer = client.post(
            "/settings/focus/", {"for": "end"}, headers={"Referer": "http://testserver/channels/"}
        )
        assert answer.headers["Location"] == "http://testserver/channels/"
        assert stored(bob).focus_until is None

    def test_it_leads_nowhere_else(self, bob: User) -> None:
        headers = {"Referer": "https://evil.example/"}
        answer = signed_in(bob).post("/settings/focus/", {"for": "end"}, headers=headers)
        assert answer.headers["Location"] == "/settings/hours/"


class TestZone:
    def test_another_zone_brings_up_a_question_and_moves_nothing(self, bob: User) -> None:
        answer = signed_in(bob).get("/settings/zone/", {"zone": "Asia/Calcutta"})
        assert "Move my hours to Asia/Kolkata" in answer.content.decode()
        assert stored(bob).time_zone == "Europe/Lisbon"

    def test_a_yes_moves_the_hours(self, bob: User) -> None:
        signed_in(bob).post("/settings/zone/", {"zone": "Asia/Kolkata"})
        assert (stored(bob).time_zone, stored(bob).schedule_version) == ("Asia/Kolkata", 1)

    @pytest.mark.parametrize("zone", ["Europe/Lisbon", "Portugal", "Mars/Olympus", "", "x" * 5000])
    def test_there_is_nothing_to_ask_about_the_same_or_no_zone(self, zone: str, bob: User) -> None:
        assert signed_in(bob).get("/settings/zone/", {"zone": zone}).status_code == 204

    def test_whoever_does_not_follow_a_device_is_not_asked(self, bob: User) -> None:
        User.objects.filter(pk=bob.pk).update(follows_device=False)
        assert signed_in(bob).get("/settings/zone/", {"zone": "Asia/Kolkata"}).status_code == 204


class TestTimeOff:
    def test_it_is_changed_and_removed(self, bob: User) -> None:
        add_time_off(user=bob, first=date(2099, 1, 1), last=date(2099, 1, 9), kind="vacation")
        client, address = signed_in(bob), f"/settings/time-off/{TimeOff.objects.get().pk}/"
        press(client, client.get(address), "Save time off", last="2099-01-05")
        assert schedule_for(bob).time_off == ((date(2099, 1, 1), date(2099, 1, 5)),)
        press(client, client.get(address), "Remove")
        assert not TimeOff.objects.exists()

    @pytest.mark.parametrize(
        ("first", "last", "sentence"),
        [
            ("2099-01-02", "2099-01-01", "The last day comes before the first."),
            ("2020-01-01", "2020-01-02", "These days have passed already."),
            ("2099-01-01", "2120-01-01", "Time off takes three years at most."),
            ("soon", "2099-01-01", "Write the date as 2026-12-21."),
        ],
    )
    def test_what_is_wrong_is_told(self, first: str, last: str, sentence: str, bob: User) -> None:
        fields = {"first": first, "last": last, "kind": "vacation"}
        answer = signed_in(bob).post("/settings/time-off/new/", fields)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert not TimeOff.objects.exists()

    def test_nobody_touches_that_of_others(self, bob: User, carol: User) -> None:
        days = add_time_off(user=bob, first=date(2099, 1, 1), last=date(2099, 1, 9), kind="vacation")
        client = signed_in(carol)
        assert client.get(f"/settings/time-off/{days.pk}/").status_code == 404
        assert client.post(f"/settings/time-off/{days.pk}/remove/").status_code == 404
        assert TimeOff.objects.count() == 1

    def test_nobody_covers_for_themselves_and_no_guest_for_others(self, bob: User, gina: User) -> None:
        for cover in (bob, gina):
            fields = {"first": "2099-01-01", "last": "2099-01-02", "kind": "sick", "cover": str(cover.pk)}
            assert signed_in(bob).post("/settings/time-off/new/", fields).status_code == 422


class TestAdmin:
    def test_an_admin_says_what_others_work_by_default(self, alice: User, bob: User) -> None:
        client = signed_in(alice)
        longer = press(client, client.get("/admin/hours/"), "Add a window on Monday")
        assert longer.content.decode().count('name="from-0"') == 2
        fields = {"from-0": ["08:00", "13:00"], "until-0": ["12:00", "16:00"]}
        press(client, longer, "Save default hours", **fields)
        assert schedule_for(bob).windows[:2] == (Window(0, 480, 720), Window(0, 780, 960))
        assert stored(bob).schedule_version == 1

    def test_an_admin_strikes_and_adds_holidays(self, alice: User, bob: User) -> None:
        choose_holidays(user=bob, region="KE")
        client = signed_in(alice)
        assert "Kenya" in client.get("/admin/hours/").content.decode()
        year = timezone.now().year
        christmas = Holiday.objects.get(calendar__region="KE", date=date(year, 12, 25))
        client.post(f"/admin/holidays/{christmas.pk}/strike/", {"struck": "1"})
        client.post("/admin/holidays/KE/add/", {"day": f"{year}-07-14", "name": "Picnic"})
        days = schedule_for(stored(bob)).holidays
        assert date(year, 12, 25) not in days
        assert date(year, 7, 14) in days
        again = client.post("/admin/holidays/KE/add/", {"day": f"{year}-07-14", "name": "Again"})
        assert "That day is a holiday already." in again.content.decode()
        assert "Bring back" in client.get("/admin/holidays/KE/").content.decode()

    def test_a_calendar_that_nobody_uses_is_not_there(self, alice: User) -> None:
        assert signed_in(alice).get("/admin/holidays/KE/").status_code == 404


def test_the_sidebar_says_how_the_viewer_stands(bob: User) -> None:
    TimeOff.objects.create(user=bob, first=date(2020, 1, 1), last=date(2099, 12, 31))
    assert "On leave until 31 Dec 2099" in signed_in(bob).get("/inbox/").content.decode()
