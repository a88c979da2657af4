"""Signing in and out: who gets in, and that an answer never tells who has an account."""

from __future__ import annotations

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from accounts.actions.deactivate import deactivate
from accounts.events import SessionsEnded, sessions_ended
from accounts.models import Organization, User
from tests.cast import PASSWORD, signed_in

LOGIN = "/accounts/login/"


def test_an_address_and_its_password_let_in(bob: User, client: Client) -> None:
    answer = client.post(LOGIN, {"login": "Bob@Rill.example", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/profile/").status_code == 200


def test_whoever_has_not_been_welcomed_is_welcomed(bob: User, client: Client) -> None:
    User.objects.filter(pk=bob.pk).update(onboarded_at=None)
    answer = client.post(LOGIN, {"login": bob.email, "password": PASSWORD})
    assert answer["Location"] == "/welcome/"


def test_and_goes_on_where_they_wanted_to(bob: User, client: Client) -> None:
    answer = client.get("/security/")
    assert answer["Location"] == f"{LOGIN}?next=/security/"
    answer = client.post(LOGIN, {"login": bob.email, "password": PASSWORD, "next": "/security/"})
    assert answer["Location"] == "/security/"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_but_not_to_another_site(bob: User, client: Client, elsewhere: str) -> None:
    answer = client.post(LOGIN, {"login": bob.email, "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"


def test_the_session_gets_a_new_key(bob: User, client: Client) -> None:
    client.get(LOGIN)
    session = client.session
    session["planted"] = "before"
    session.save()
    before = session.session_key
    client.post(LOGIN, {"login": bob.email, "password": PASSWORD})
    assert client.session.session_key != before


def test_wrong_unknown_and_deactivated_are_answered_alike(alice: User, bob: User, carol: User) -> None:
    deactivate(actor=alice, user=carol)
    tries = {
        "wrong": ("bob@rill.example", "wrong"),
        "unknown": ("nobody@rill.example", PASSWORD),
        "deactivated": ("carol@rill.example", PASSWORD),
    }
    pages = set()
    for login, password in tries.values():
        client = Client()
        answer = client.post(LOGIN, {"login": login, "password": password})
        assert not client.get("/profile/").wsgi_request.user.is_authenticated
        pages.add((answer.status_code, neutral(answer.content.decode(), login)))
    [(status, page)] = pages
    assert status == 422
    assert "This address and password don’t go together." in page


def test_the_right_password_of_somebody_deactivated_counts_as_a_try(alice: User, carol: User) -> None:
    """Else it could be told from a wrong one by trying six times."""
    deactivate(actor=alice, user=carol)
    pages = [
        Client().post(LOGIN, {"login": carol.email, "password": PASSWORD}).content.decode() for _ in range(6)
    ]
    assert ["Too many tries" in page for page in pages] == [False] * 5 + [True]


def test_getting_in_does_not_count_as_a_try(bob: User) -> None:
    for _ in range(6):
        client = Client()
        client.post(LOGIN, {"login": bob.email, "password": PASSWORD})
        assert client.get("/profile/").status_code == 200


def test_tries_at_one_account_are_counted_wherever_they_come_from(bob: User) -> None:
    for number in range(5):
        guess(number, REMOTE_ADDR=f"198.51.100.{number}")
    answer = guess(6, REMOTE_ADDR="198.51.100.9")
    assert "Too many tries" in answer
    right = Client(REMOTE_ADDR="198.51.100.10")
    right.post(LOGIN, {"login": bob.email, "password": PASSWORD})
    assert right.get("/profile/").status_code == 302


def test_naming_the_server_differently_does_not_start_the_count_anew(bob: User) -> None:
    for number, host in enumerate(["localhost", "127.0.0.1", "localhost", "127.0.0.1", "localhost"]):
        guess(number, HTTP_HOST=host)
    assert "Too many tries" in guess(6, HTTP_HOST="127.0.0.1")


def test_tries_from_one_place_are_counted_whatever_header_is_forged(organization: Organization) -> None:
    answers = [
        Client().post(
            LOGIN,
            {"login": f"p{number}@rill.example", "password": "wrong"},
            headers={
                "X-Forwarded-For": f"203.0.113.{number}",
                "X-Real-IP": f"203.0.113.{number}",
                "Forwarded": f"for=203.0.113.{number}",
            },
        )
        for number in range(11)
    ]
    assert ["Too many tries" in answer.content.decode() for answer in answers] == [False] * 10 + [True]


def test_behind_a_proxy_its_word_is_what_counts(organization: Organization, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        Client().post(
            LOGIN,
            {"login": f"p{number}@rill.example", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"},
        )
        for number in range(11)
    ]
    assert "Too many tries" in answers[-1].content.decode()


def test_a_very_long_password_is_refused_before_it_is_hashed(
    bob: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hashing(*_: object) -> None:
        raise AssertionError("It was hashed.")

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", hashing)
    answer = client.post(LOGIN, {"login": bob.email, "password": "x" * 4096})
    assert "at most 256 characters" in answer.content.decode()


def test_asks_for_the_forms_token(bob: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(LOGIN, {"login": bob.email, "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize(("remember", "is_kept"), [("on", True), ("", False)])
def test_a_browser_is_remembered_when_asked(bob: User, client: Client, remember: str, is_kept: bool) -> None:
    client.post(LOGIN, {"login": bob.email, "password": PASSWORD, "remember": remember})
    assert bool(client.cookies["session"]["max-age"]) is is_kept


def test_signing_out_ends_the_session_and_tells(
    bob: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(LOGIN, {"login": bob.email, "password": PASSWORD})
    key = client.session.session_key
    heard: list[SessionsEnded] = []
    monkeypatch.setattr(sessions_ended, "send", heard.append)
    assert client.get("/accounts/logout/").status_code == 200
    assert not heard
    client.post("/accounts/logout/")
    assert heard == [SessionsEnded(user_id=bob.pk, session_keys=(str(key),))]
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(user=bob).exists()
    assert client.get("/profile/").status_code == 302


class TestForgottenPassword:
    PATH = "/accounts/password/reset/"

    def test_the_mailed_link_sets_a_new_password(
        self, bob: User, client: Client, mailoutbox: list[EmailMessage]
    ) -> None:
        client.post(self.PATH, {"email": bob.email})
        assert mailoutbox[0].subject == "A new password for Rill"
        page = client.get(link_in(mailoutbox[0]), follow=True)
        form = page.redirect_chain[-1][0]
        assert client.post(form, {"password1": "grey herons wait quietly"}).status_code == 302
        assert mailoutbox[1].subject == "Your password at Rill has changed"
        later = Client()
        later.post(LOGIN, {"login": bob.email, "password": "grey herons wait quietly"})
        assert later.get("/profile/").status_code == 200

    def test_it_ends_every_session_of_that_person_and_none_of_others(
        self,
        bob: User,
        carol: User,
        client: Client,
        mailoutbox: list[EmailMessage],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        bobs, carols = signed_in(bob), signed_in(carol)
        key = bobs.session.session_key
        heard: list[SessionsEnded] = []
        monkeypatch.setattr(sessions_ended, "send", heard.append)
        reset(client, bob, mailoutbox)
        assert heard == [SessionsEnded(user_id=bob.pk, session_keys=(str(key),))]
        assert bobs.get("/profile/").status_code == 302
        assert carols.get("/profile/").status_code == 200

    def test_in_a_browser_that_is_signed_in_it_signs_out_too(
        self, bob: User, mailoutbox: list[EmailMessage]
    ) -> None:
        client = signed_in(bob)
        reset(client, bob, mailoutbox)
        assert client.get("/profile/").status_code == 302
        assert not UserSession.objects.filter(user=bob).exists()

    def test_the_answer_is_the_same_for_everybody(
        self, alice: User, bob: User, carol: User, client: Client, mailoutbox: list[EmailMessage]
    ) -> None:
        deactivate(actor=alice, user=carol)
        answers = [
            client.post(self.PATH, {"email": f"{name}@rill.example"}) for name in ("bob", "carol", "nobody")
        ]
        assert {(answer.status_code, answer["Location"]) for answer in answers} == {
            (302, f"{self.PATH}done/")
        }
        assert [mail.subject for mail in mailoutbox] == [
            "A new password for Rill",
            "No account for this address at Rill",
            "No account for this address at Rill",
        ]

    def test_a_link_works_once(self, bob: User, client: Client, mailoutbox: list[EmailMessage]) -> None:
        reset(client, bob, mailoutbox)
        for address in (link_in(mailoutbox[0]), "/accounts/password/reset/key/1-abc/"):
            answer = Client().get(address, follow=True)
            assert answer.status_code == 403
            assert "This link has run out" in answer.content.decode()

    def test_the_link_leads_to_the_public_address_whatever_the_request_named(
        self, bob: User, organization: Organization, mailoutbox: list[EmailMessage]
    ) -> None:
        Client(HTTP_HOST="localhost:99").post(self.PATH, {"email": bob.email})
        assert "http://127.0.0.1:8000/accounts/password/reset/key/" in str(mailoutbox[0].body)
        organization.address = "https://team.example"
        organization.save()
        Client().post(self.PATH, {"email": bob.email})
        assert "https://team.example/accounts/password/reset/key/" in str(mailoutbox[1].body)

    def test_asking_is_slowed_down(self, bob: User, client: Client, mailoutbox: list[EmailMessage]) -> None:
        answers = [client.post(self.PATH, {"email": bob.email}).status_code for _ in range(6)]
        assert answers == [302] * 5 + [429]


def reset(client: Client, user: User, mailoutbox: list[EmailMessage]) -> None:
    client.post(TestForgottenPassword.PATH, {"email": user.email})
    page = client.get(link_in(mailoutbox[0]), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "grey herons wait quietly"})


def link_in(mail: EmailMessage) -> str:
    return str(re.findall(r"http://127.0.0.1:8000(\S+)", str(mail.body))[0])


def test_a_link_to_confirm_an_address_that_has_run_out_says_so(
    organization: Organization, client: Client
) -> None:
    answer = client.get("/accounts/confirm-email/abc/")
    assert answer.status_code == 403
    assert "This link has run out" in answer.content.decode()


def guess(number: int, **where: str) -> str:
    client = Client(**where)  # type: ignore[arg-type]
    answer = client.post(LOGIN, {"login": "bob@rill.example", "password": f"wrong {number}"})
    return answer.content.decode()


def neutral(page: str, login: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.replace(login, "…"))
