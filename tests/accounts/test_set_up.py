"""The first-run page: before it nothing works, after it it is gone."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from accounts.actions.set_up_organization import AlreadySetUp, set_up_organization
from accounts.events import UserJoined, user_joined
from accounts.models import AuditEvent, Organization, User
from tests.cast import PASSWORD

CODE = "7KQ4-1MXZ"
FORM = {
    "organization": "Rill",
    "address": "http://127.0.0.1:8000",
    "name": "Maya Ferreira",
    "email": "Maya@Rill.example",
    "password": PASSWORD,
    "time_zone": "Europe/Lisbon",
    "code": CODE,
}


@pytest.fixture(autouse=True)
def printed_code(settings: Settings) -> None:
    settings.SETUP_CODE = CODE


@pytest.mark.django_db
class TestBefore:
    @pytest.mark.parametrize("path", ["/", "/accounts/login/", "/join/", "/join/abc/", "/profile/"])
    def test_every_page_leads_to_the_first_one(self, client: Client, path: str) -> None:
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/setup/")

    @pytest.mark.parametrize("path", ["/livez", "/readyz"])
    def test_machines_get_their_answer(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 200

    def test_the_code_of_the_printed_link_is_filled_in(self, client: Client) -> None:
        assert CODE in client.get("/setup/", {"code": CODE}).content.decode()

    def test_looking_makes_nothing(self, client: Client) -> None:
        client.get("/setup/", FORM)
        assert not Organization.objects.exists()


@pytest.mark.django_db
class TestMaking:
    def test_makes_the_organization_and_its_owner_and_signs_them_in(self, client: Client) -> None:
        answer = client.post("/setup/", FORM)
        assert (answer.status_code, answer["Location"]) == (302, "/welcome/")
        owner = User.objects.get()
        assert (owner.email, owner.handle, owner.role) == ("maya@rill.example", "maya", "owner")
        assert owner.time_zone == "Europe/Lisbon"
        organization = Organization.current()
        assert organization is not None
        assert (organization.name, organization.time_zone) == ("Rill", "Europe/Lisbon")
        assert AuditEvent.objects.filter(verb="organization.made", actor=owner).exists()
        assert client.get("/profile/").status_code == 200

    def test_others_hear_of_the_owner(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        heard: list[UserJoined] = []
        monkeypatch.setattr(user_joined, "send", heard.append)
        client.post("/setup/", FORM)
        assert [(event.user.handle, event.invitation) for event in heard] == [("maya", None)]

    @pytest.mark.parametrize("code", [CODE, "7kq41mxz", " 7KQ4 1MXZ "])
    def test_takes_the_code_however_it_is_typed(self, client: Client, code: str) -> None:
        assert client.post("/setup/", FORM | {"code": code}).status_code == 302

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"code": "7KQ4-1M"}, "The code has 8 characters."),
            ({"code": "AAAA-AAAA"}, "This is not the code."),
            ({"code": ""}, "This field is required."),
            ({"password": "short"}, "at least 12 characters"),
            ({"password": "maya@rill.example"}, "too similar"),
            ({"password": "x" * 257}, "at most 256 characters"),
            ({"time_zone": "Mars/Olympus"}, "Choose a time zone"),
            ({"time_zone": ""}, "This field is required."),
            ({"email": "maya"}, "valid email address"),
            ({"organization": " "}, "This field is required."),
            ({"address": "https://elsewhere.example"}, "This server answers at"),
        ],
    )
    def test_refuses_and_keeps_what_was_typed(self, client: Client, wrong: dict[str, str], says: str) -> None:
        answer = client.post("/setup/", FORM | wrong)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert says in page
        assert "Maya Ferreira" in page
        assert not Organization.objects.exists()
        assert not User.objects.exists()

    @pytest.mark.parametrize("code", ["", "-"])
    def test_without_a_code_nobody_can(
        self, client: Client, settings: Settings, tmp_path: Any, code: str
    ) -> None:
        settings.SETUP_CODE = ""
        settings.SETUP_CODE_FILE = tmp_path / "absent"
        assert client.post("/setup/", FORM | {"code": code}).status_code == 422
        assert not Organization.objects.exists()

    def test_reads_the_code_that_the_start_wrote_down(
        self, client: Client, settings: Settings, tmp_path: Any
    ) -> None:
        settings.SETUP_CODE = ""
        settings.SETUP_CODE_FILE = tmp_path / "code"
        settings.SETUP_CODE_FILE.write_text("PQRS-TUVW\n")
        assert client.post("/setup/", FORM).status_code == 422
        assert client.post("/setup/", FORM | {"code": "PQRS-TUVW"}).status_code == 302

    def test_guessing_is_slowed_down_before_the_code_is_looked_at(self, client: Client) -> None:
        answers = [client.post("/setup/", FORM | {"code": "AAAA-AAAA"}).status_code for _ in range(11)]
        assert answers == [422] * 10 + [429]
        assert client.post("/setup/", FORM).status_code == 429

    def test_asks_for_the_forms_token(self) -> None:
        assert Client(enforce_csrf_checks=True).post("/setup/", FORM).status_code == 403
        assert not Organization.objects.exists()

    def test_the_address_of_the_start_is_not_written_down(self, client: Client) -> None:
        client.post("/setup/", FORM)
        organization = Organization.current()
        assert organization is not None
        assert organization.address == ""


@pytest.mark.django_db
class TestAfter:
    def test_the_page_is_gone(self, client: Client, organization: Organization) -> None:
        assert client.get("/setup/").status_code == 404
        assert client.post("/setup/", FORM).status_code == 404
        assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_first() -> None:
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def make(name: str) -> None:
        barrier.wait()
        try:
            set_up_organization(
                name=name,
                address="",
                time_zone="UTC",
                owner_name=name,
                email=f"{name}@rill.example",
                password=PASSWORD,
            )
            outcomes.append("made")
        except AlreadySetUp:
            outcomes.append("too late")
        finally:
            connection.close()

    both = [threading.Thread(target=make, args=[name]) for name in ("one", "two")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(20)
    assert sorted(outcomes) == ["made", "too late"]
    assert User.objects.count() == Organization.objects.count() == 1
