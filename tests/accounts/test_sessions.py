"""Where somebody is signed in, and ending that."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.events import SessionsEnded, sessions_ended
from accounts.models import User
from tests.cast import PASSWORD, signed_in

FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:141.0) Gecko/20100101 Firefox/141.0"
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[SessionsEnded]:
    events: list[SessionsEnded] = []
    monkeypatch.setattr(sessions_ended, "send", events.append)
    return events


def test_the_page_lists_each_browser_and_marks_this_one(bob: User) -> None:
    here, there = browser(bob, FIREFOX), browser(bob, PHONE)
    page = here.get("/security/").content.decode()
    assert page.index("Firefox on macOS") < page.index("this one") < page.index("Chrome on Android")
    page = there.get("/security/").content.decode()
    assert page.index("Chrome on Android") < page.index("this one") < page.index("Firefox on macOS")


def test_nobody_sees_anothers_sessions(bob: User, carol: User) -> None:
    browser(carol, PHONE)
    assert "Chrome on Android" not in browser(bob, FIREFOX).get("/security/").content.decode()


def test_a_session_that_is_over_is_not_listed(bob: User) -> None:
    here, there = browser(bob, FIREFOX), browser(bob, PHONE)
    Session.objects.filter(session_key=there.session.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    assert "Chrome on Android" not in here.get("/security/").content.decode()


def test_one_is_ended(bob: User, heard: list[SessionsEnded]) -> None:
    here, there = browser(bob, FIREFOX), browser(bob, PHONE)
    key = there.session.session_key
    number = UserSession.objects.get(session_key=key).pk
    assert here.post(f"/security/sessions/{number}/end/").status_code == 302
    assert there.get("/profile/").status_code == 302
    assert here.get("/profile/").status_code == 200
    assert heard == [SessionsEnded(user_id=bob.pk, session_keys=(str(key),))]


def test_all_others_are_ended(bob: User, heard: list[SessionsEnded]) -> None:
    here, others = browser(bob, FIREFOX), [browser(bob, PHONE) for _ in range(3)]
    assert here.post("/security/sessions/end-others/").status_code == 302
    assert [other.get("/profile/").status_code for other in others] == [302] * 3
    assert here.get("/profile/").status_code == 200
    assert [len(event.session_keys) for event in heard] == [3]


def test_anothers_session_is_not_there(bob: User, carol: User, heard: list[SessionsEnded]) -> None:
    carols = browser(carol, PHONE)
    number = UserSession.objects.get(session_key=carols.session.session_key).pk
    assert browser(bob, FIREFOX).post(f"/security/sessions/{number}/end/").status_code == 404
    assert browser(bob, FIREFOX).post("/security/sessions/99999999/end/").status_code == 404
    assert carols.get("/profile/").status_code == 200
    assert not heard


def test_ending_asks_for_the_forms_token_and_is_no_link(bob: User) -> None:
    here, there = signed_in(bob, enforce_csrf_checks=True), browser(bob, PHONE)
    number = UserSession.objects.get(session_key=there.session.session_key).pk
    assert here.post(f"/security/sessions/{number}/end/").status_code == 403
    assert here.get(f"/security/sessions/{number}/end/").status_code == 405
    assert here.post("/security/sessions/end-others/").status_code == 403
    assert there.get("/profile/").status_code == 200


class TestNewPassword:
    PATH = "/accounts/password/change/"
    FORM = {"oldpassword": PASSWORD, "password1": "grey herons wait quietly"}

    def test_ends_the_other_sessions_and_keeps_this_one(
        self, bob: User, heard: list[SessionsEnded], mailoutbox: list[Any]
    ) -> None:
        here, there = browser(bob, FIREFOX), browser(bob, PHONE)
        keys = {str(browser_.session.session_key) for browser_ in (here, there)}
        answer = here.post(self.PATH, self.FORM)
        assert (answer.status_code, answer["Location"]) == (302, "/security/")
        assert here.get("/profile/").status_code == 200
        assert there.get("/profile/").status_code == 302
        # This browser goes on under a new key; what hangs on the old one must let go.
        assert {key for event in heard for key in event.session_keys} == keys
        assert list(UserSession.objects.filter(user=bob).values_list("session_key", flat=True)) == [
            here.session.session_key
        ]
        assert [mail.subject for mail in mailoutbox] == ["Your password at Rill has changed"]

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"oldpassword": "not it at all"}, "This is not your current password."),
            ({"password1": "short"}, "at least 12 characters"),
            ({"password1": "x" * 300}, "at most 256 characters"),
            ({"password1": "bob@rill.example"}, "too similar"),
        ],
    )
    def test_is_refused(self, bob: User, wrong: dict[str, str], says: str) -> None:
        here, there = browser(bob, FIREFOX), browser(bob, PHONE)
        assert says in here.post(self.PATH, self.FORM | wrong).content.decode()
        assert there.get("/profile/").status_code == 200
        bob.refresh_from_db()
        assert bob.check_password(PASSWORD)


class TestLastUse:
    def test_is_written_every_ten_minutes_at_most(
        self, bob: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
    ) -> None:
        client = browser(bob, FIREFOX)
        began = UserSession.objects.get(user=bob).last_seen_at
        with django_assert_num_queries(2):
            client.get("/security/sessions/end-others/")
        assert UserSession.objects.get(user=bob).last_seen_at == began
        later = time.time() + 601
        monkeypatch.setattr("accounts.sign_in.time.time", lambda: later)
        client.get("/profile/", headers={"User-Agent": PHONE}, REMOTE_ADDR="198.51.100.4")
        session = UserSession.objects.get(user=bob)
        assert session.last_seen_at > began
        assert (session.ip, session.user_agent) == ("198.51.100.4", PHONE)

    def test_a_request_of_somebody_signed_in_costs_two_queries(
        self, bob: User, django_assert_num_queries: Any
    ) -> None:
        """The session and the user; the organization, the zone and the last use cost none."""
        client = browser(bob, FIREFOX)
        with django_assert_num_queries(2):
            assert client.get("/security/sessions/end-others/").status_code == 405


def browser(user: User, user_agent: str) -> Client:
    client = Client(headers={"User-Agent": user_agent})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client
