"""The question for hours, asked once."""

from __future__ import annotations

import pytest

from accounts.models import User, WorkingHours
from tests.cast import signed_in

FORM = {
    "time_zone": "America/Denver",
    "first_from": "09:00",
    "first_until": "12:00",
    "second_from": "13:00",
    "second_until": "17:00",
    "weekdays": ["0", "1", "2", "3"],
}


@pytest.fixture
def newcomer(bob: User) -> User:
    User.objects.filter(pk=bob.pk).update(onboarded_at=None)
    return User.objects.get(pk=bob.pk)


def test_the_hours_are_kept(newcomer: User) -> None:
    assert signed_in(newcomer).post("/welcome/", FORM)["Location"] == "/"
    assert saved(newcomer) == [(day, *window) for day in range(4) for window in ((540, 720), (780, 1020))]
    newcomer.refresh_from_db()
    assert newcomer.time_zone == "America/Denver"
    assert newcomer.onboarded_at


def test_answering_again_replaces_them(newcomer: User) -> None:
    client = signed_in(newcomer)
    client.post("/welcome/", FORM)
    client.post("/welcome/", FORM | {"second_from": "", "second_until": "", "weekdays": ["4"]})
    assert saved(newcomer) == [(4, 540, 720)]


def test_it_can_be_skipped(newcomer: User) -> None:
    assert signed_in(newcomer).post("/welcome/", {"skip": "1"})["Location"] == "/"
    newcomer.refresh_from_db()
    assert newcomer.onboarded_at
    assert saved(newcomer) == []


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ({"first_from": "8", "first_until": "11.30"}, (480, 690)),
        ({"first_from": "16:00", "first_until": "24:00"}, (960, 1440)),
        ({"first_from": "22:00", "first_until": "06:00"}, (1320, 1800)),
    ],
)
def test_hours_are_understood_as_people_write_them(
    newcomer: User, written: dict[str, str], means: tuple[int, int]
) -> None:
    signed_in(newcomer).post("/welcome/", FORM | {"second_from": "", "second_until": ""} | written)
    assert saved(newcomer)[0][1:] == means


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"first_from": "25:00"}, "Hours go from 00 to 23. Try 08:45."),
        ({"first_from": "09:75"}, "Minutes go from 00 to 59. Try 08:45."),
        ({"first_from": "nine"}, "Hours go from 00 to 23. Try 08:45."),
        ({"first_from": ""}, "Say a time such as 09:00."),
        ({"first_from": "24:00"}, "A window begins before 24:00."),
        ({"first_until": "09:00"}, "needs some time"),
        ({"second_until": ""}, "both a start and an end"),
        ({"second_from": "11:00"}, "overlap"),
        ({"weekdays": []}, "Choose at least one day."),
        ({"weekdays": ["7"]}, "Select a valid choice"),
        ({"time_zone": "Nowhere"}, "Choose a time zone"),
    ],
)
def test_what_makes_no_hours_is_shown_again(newcomer: User, wrong: dict[str, str], says: str) -> None:
    answer = signed_in(newcomer).post("/welcome/", FORM | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.onboarded_at is None
    assert saved(newcomer) == []


def test_the_preview_saves_nothing(newcomer: User) -> None:
    answer = signed_in(newcomer).post("/welcome/preview/", FORM)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'x="37.50%" width="12.50%"' in page
    assert "You work 09:00–12:00, 13:00–17:00" in page
    assert saved(newcomer) == []


def test_the_preview_of_nonsense_is_nothing(newcomer: User) -> None:
    assert signed_in(newcomer).post("/welcome/preview/", FORM | {"first_from": "9:9"}).status_code == 204


def saved(user: User) -> list[tuple[int, int, int]]:
    return list(WorkingHours.objects.filter(user=user).values_list("weekday", "start", "end"))
