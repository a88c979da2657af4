"""Your hours, as a browser without scripts uses the page, and what a script asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from accounts.actions.set_working_hours import set_working_hours
from accounts.models import User, WorkingHours
from accounts.queries import DEFAULT_WINDOWS, schedule_for
from accounts.working_time import Window
from notifications.actions.set_preferences import set_preferences
from notifications.models import Preference
from notifications.team_sees import team_sees
from tests.cast import signed_in
from tests.plain_forms import Page, press

HOURS = "/settings/hours/"
AT = datetime(2026, 11, 23, 4, 20, tzinfo=UTC)


@pytest.fixture
def browser(bob: User) -> Client:
    return signed_in(bob)


def open_page(browser: Client) -> Page:
    return browser.get(HOURS)


def stored(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_everything_is_saved_at_once(browser: Client, bob: User) -> None:
    answer = press(
        browser,
        open_page(browser),
        "Save hours",
        time_zone="America/Denver",
        **{"from-0": "22", "until-0": "06:00", "day-4": None},
        mode="batches",
        batch=["15:30", "10"],
        digest_at="08:45",
        digest_days=["0", "1"],
        email_grace="10",
        follows_device=None,
    )
    assert answer.status_code == 302
    person = stored(bob)
    assert (person.time_zone, person.follows_device) == ("America/Denver", False)
    assert schedule_for(person).windows == (
        Window(0, 1320, 1800),
        *(Window(day, 540, 1050) for day in (1, 2, 3)),
    )
    said = Preference.objects.get(user=bob)
    assert (said.mode, said.batch_times, said.digest_at) == ("batches", [600, 930], 525)
    assert (said.digest_days, said.email_grace) == ([0, 1], 10)


def test_whoever_said_nothing_sees_the_organizations_hours(browser: Client, bob: User) -> None:
    text = open_page(browser).content.decode()
    assert "These are the hours of Rill" in text
    assert text.count('value="17:30"') == len(DEFAULT_WINDOWS)
    press(browser, open_page(browser), "Save hours")
    assert WorkingHours.objects.filter(user=bob).count() == len(DEFAULT_WINDOWS)
    assert "These are the hours of Rill" not in open_page(browser).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"from-0": "25:00"}, "Hours go from 00 to 23. Try 08:45."),
        ({"mode": "batches", "batch": ["nine"]}, "Hours go from 00 to 23. Try 08:45."),
        ({"mode": "batches", "batch": [""]}, "Say at least one time for your batches."),
        ({"digest_at": "24:00"}, "Hours go from 00 to 23. Try 08:45."),
        ({"mode": "digest_only", "digest_days": None}, "Choose at least one day"),
        ({"email_grace": "61"}, "Minutes go from 0 to 60. Try 5."),
        ({"time_zone": "Mars/Olympus"}, "Choose a time zone from the list."),
    ],
)
def test_what_is_wrong_is_told_in_words_and_nothing_is_saved(
    wrong: dict[str, str | list[str] | None], sentence: str, browser: Client, bob: User
) -> None:
    answer = press(browser, open_page(browser), "Save hours", **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert stored(bob).schedule_version == 0
    assert not Preference.objects.exists()


def test_buttons_work_without_scripts(browser: Client, bob: User) -> None:
    longer = press(browser, open_page(browser), "Add a window on Monday")
    assert longer.content.decode().count('name="from-0"') == 2
    copied = press(browser, longer, "Copy Monday to weekdays")
    assert copied.content.decode().count('name="from-4"') == 2
    timed = press(browser, copied, "Time")
    assert timed.content.decode().count('name="batch"') == 3
    assert not WorkingHours.objects.exists()
    press(browser, timed, "Save hours")
    assert WorkingHours.objects.filter(user=bob).count() == 10


def test_a_country_brings_its_regions_and_then_its_holidays(browser: Client, bob: User) -> None:
    asked = press(browser, open_page(browser), "Show its regions", holiday_country="US")
    assert '<option value="CO">Colorado</option>' in asked.content.decode()
    press(browser, asked, "Save hours", holiday_subdivision="CO")
    assert stored(bob).holiday_region == "US-CO"
    moved = press(browser, open_page(browser), "Save hours", holiday_country="KE")
    assert moved.status_code == 302
    assert stored(bob).holiday_region == "KE"


def test_a_script_gets_the_part_that_changed(browser: Client) -> None:
    asks = {"HX-Request": "true"}
    for edit, part in [("add-0", '<section class="stack" id="week"'), ("add-batch", 'id="delivery"')]:
        answer = browser.post("/settings/hours/edit/", {"edit": edit}, headers=asks)
        assert part in answer.content.decode()
        assert "<html" not in answer.content.decode()


def test_the_preview_saves_nothing_and_is_silent_about_nonsense(browser: Client, bob: User) -> None:
    fields = {
        "day-0": "1",
        "from-0": "09:00",
        "until-0": "12:00",
        "time_zone": "Asia/Kolkata",
        "mode": "as_they_come",
        "email_grace": "5",
    }
    answer = browser.post("/settings/hours/preview/", fields)
    assert "Bob works 09:00–12:00" in answer.content.decode()
    assert browser.post("/settings/hours/preview/", fields | {"from-0": "x"}).status_code == 204
    assert stored(bob).schedule_version == 0


def sees(user: User, mode: str = "as_they_come") -> tuple[str, str, str]:
    """When the drawn message arrives, why then, and by when it is due, on the person's clock."""
    found = team_sees(
        user,
        time_zone=user.time_zone,
        windows=schedule_for(user).windows,
        mode=mode,
        batch_times=[630],
        at=AT,
    ).example
    assert found
    assert found.arrives is None or found.due is not None
    return (f"{found.arrives:%a %H:%M}" if found.arrives else "", found.why, f"{found.due:%a %H:%M}")


def test_the_example_follows_the_rules_of_holding(bob: User, carol: User) -> None:
    """Friday 16:00 in Auckland is Friday 03:00 in Lisbon, whose clock shows UTC."""
    set_working_hours(
        user=bob, time_zone="Europe/Lisbon", windows=[Window(day, 540, 1020) for day in range(5)]
    )
    assert sees(bob) == ("Fri 09:00", "off_hours", "Mon 17:00")
    assert sees(bob, "batches") == ("Fri 10:30", "batch", "Mon 17:00")
    assert sees(bob, "digest_only")[:2] == ("", "digest")


def test_time_off_stands_on_the_page(browser: Client, bob: User, carol: User) -> None:
    answer = press(
        browser,
        browser.get("/settings/time-off/new/"),
        "Save time off",
        first="2099-12-21",
        last="2100-01-03",
        cover=str(carol.pk),
        note="Back on the 4th",
    )
    assert answer.status_code == 302
    assert bob.time_off.get().first == date(2099, 12, 21)
    text = open_page(browser).content.decode()
    assert "21 Dec – 3 Jan 2100" in text
    assert "“Back on the 4th”" in text
    assert "Carol Ngata" in text


def test_wishes_are_shown_again(browser: Client, bob: User) -> None:
    set_preferences(user=bob, mode="batches", batch_times=[600], digest_at=525, digest_days=[0])
    text = open_page(browser).content.decode()
    assert 'value="08:45"' in text
    assert text.count('name="batch"') == 1
