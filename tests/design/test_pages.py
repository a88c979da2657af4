"""Error pages, the offline page, the parts, and what a browser installs."""

import logging
import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from accounts.models import Organization, User
from config import urls


@login_not_required
def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the pump is dry")


class Broken:
    urlpatterns = [*urls.urlpatterns, path("break/", break_down)]
    handler500 = urls.handler500


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def member(bob: User) -> Client:
    client = Client()
    client.force_login(bob)
    return client


def test_an_address_that_leads_nowhere_gives_the_drawn_page(
    visitor: Client, organization: Organization
) -> None:
    response = visitor.get("/no/such/page/")
    assert response.status_code == 404
    assert b"There is no page here" in response.content


@override_settings(ROOT_URLCONF=Broken)
def test_a_breakdown_shows_a_number_that_the_log_has_too(
    visitor: Client, organization: Organization, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = visitor.get("/break/")
    assert response.status_code == 500
    number = re.search(r"<code>(\w{8})</code>", response.content.decode())
    assert number
    assert f"Error {number[1]} on GET /break/: RuntimeError('the pump is dry')" in caplog.text
    assert b"the pump is dry" not in response.content


def test_a_form_without_its_token_is_refused_in_words(organization: Organization) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@b.example"})
    assert response.status_code == 403
    assert b"This page was open too long" in response.content


def test_the_offline_page_names_nobody_and_is_the_same_for_all(visitor: Client, member: Client) -> None:
    response = visitor.get("/offline/")
    assert response.status_code == 200
    assert b"You are offline" in response.content
    assert b"data-user-id" not in response.content
    assert response.content == member.get("/offline/").content


def test_the_service_worker_comes_from_the_root_and_names_the_build(visitor: Client) -> None:
    response = visitor.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert re.match(rb'const BUILD = "\w*";\n', response.content)
    assert b"/offline/" in response.content


def test_the_manifest_names_icons_that_are_there(visitor: Client) -> None:
    response = visitor.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    icons = response.json()["icons"]
    assert {icon["sizes"] for icon in icons} == {"192x192", "512x512"}
    assert all(icon["src"].startswith("/static/img/bobbin") for icon in icons)


def test_the_components_page_shows_every_part(member: Client) -> None:
    page = member.get("/components/").content.decode()
    for part in (
        "btn",
        "field",
        "choice",
        "avatar",
        "chip",
        "row",
        "msg",
        "band",
        "menu",
        "notice",
        "entry",
        "composer",
    ):
        assert f'class="{part}' in page, part


def test_pages_carry_the_policy_without_inline_anything(member: Client) -> None:
    policy = member.get("/components/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
