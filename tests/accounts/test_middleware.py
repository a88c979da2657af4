"""Who is let through without signing in, and in whose zone a page is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.models import Organization, User
from tests.cast import signed_in

# Whoever adds a page here says why somebody who is not signed in may see it.
OPEN_TO_ALL = {
    "livez": "asked by machines",
    "readyz": "asked by machines",
    "service-worker": "fetched by browsers by themselves",
    "manifest": "fetched by browsers by themselves",
    "offline": "kept by browsers for later",
    "dev_mails": "only on loopback, for whoever tries Bobbin there",
    "dev_mail": "only on loopback, for whoever tries Bobbin there",
    "setup": "before there is anybody, and only with the code",
    "join": "guarded by the secret in the address",
    "join-ask": "asks for a mail, tells nothing",
    "join-asked": "says the same to everybody",
    "unsubscribe": "guarded by the token in the address, changes nothing by being looked at",
    "account_login": "signing in",
    "account_logout": "signing out of nothing",
    "account_signup": "says that it is closed",
    "account_inactive": "says the same to everybody",
    "account_reset_password": "asks for a mail, tells nothing",
    "account_reset_password_done": "says the same to everybody",
    "account_reset_password_from_key": "guarded by the token in the address",
    "account_reset_password_from_key_done": "says the same to everybody",
    "account_confirm_email": "guarded by the key in the address",
    "account_email_verification_sent": "says the same to everybody",
    "account_confirm_login_code": "a step of signing in; leads back without one",
}


def test_every_page_asks_for_signing_in_but_those_named_here() -> None:
    names = {name for name, view in all_views(get_resolver().url_patterns) if not asks(view)}
    assert names <= set(OPEN_TO_ALL)
    assert {"account_login", "setup", "join", "livez"} <= names


def test_the_middleware_that_asks_is_in_place() -> None:
    assert "accounts.middleware.SignInRequiredMiddleware" in settings.MIDDLEWARE


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"Accept": "application/json, text/html"}], ids=["htmx", "fetch"]
)
def test_a_script_gets_no_page_to_sign_in(
    organization: Organization, client: Client, headers: dict[str, str]
) -> None:
    answer = client.get("/profile/", headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.parametrize(
    "headers",
    [{}, {"HX-Request": "true", "HX-Boosted": "true"}, {"Sec-Fetch-Dest": "empty", "Accept": "text/html"}],
    ids=["plain", "boosted", "through a service worker"],
)
def test_a_person_is_led_to_sign_in(
    organization: Organization, client: Client, headers: dict[str, str]
) -> None:
    answer = client.get("/profile/", headers=headers)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/profile/")


def test_times_are_those_of_whoever_looks(bob: User, carol: User, monkeypatch: pytest.MonkeyPatch) -> None:
    zones: list[str] = []

    def note(*_: object) -> int:
        zones.append(timezone.get_current_timezone_name())
        return 0

    monkeypatch.setattr("accounts.views.security.timesince", lambda *_, **__: note())
    for user in (bob, carol):
        signed_in(user).get("/security/")
    assert zones == ["Europe/Lisbon", "Pacific/Auckland"]
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_zone_that_this_machine_has_not_heard_of_breaks_nothing(bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(time_zone="Moon/Tycho")
    assert signed_in(bob).get("/security/").status_code == 200


def test_a_machines_question_asks_the_database_nothing(
    organization: Organization, client: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/livez").status_code == 200


def all_views(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from all_views(pattern.url_patterns)
        else:
            yield str(pattern.name), pattern.callback


def asks(view: object) -> bool:
    return bool(getattr(view, "login_required", True))
