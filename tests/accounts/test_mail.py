"""A mail on its way to a real server, and what is in it."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from pytest_django import Settings

from accounts.actions.invite import invite_by_mail
from accounts.mail import MailRefused
from accounts.models import Organization, User


class Catcher:
    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append((envelope.rcpt_tos, message))
        return "250 kept"


@pytest.fixture
def server(settings: Settings) -> Iterator[Catcher]:
    catcher = Catcher()
    controller = Controller(catcher, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    yield catcher
    controller.stop()


def test_an_invitation_arrives_as_text_and_as_html(alice: User, server: Catcher) -> None:
    invite_by_mail(inviter=alice, email="new@rill.example", role="member")
    [(to, mail)] = server.mails
    assert to == ["new@rill.example"]
    assert mail["Subject"] == "Alice Moreau invites you to Rill"
    assert "Bobbin" in mail["From"]
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "http://127.0.0.1:8000/join/" in text.get_content()
    assert 'href="http://127.0.0.1:8000/join/' in html.get_content()


def test_a_forgotten_password_arrives(bob: User, server: Catcher, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": bob.email})
    [(to, mail)] = server.mails
    assert to == [bob.email]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "/accounts/password/reset/key/" in body.get_content()


def test_names_make_neither_headers_nor_markup(
    alice: User, organization: Organization, server: Catcher
) -> None:
    User.objects.filter(pk=alice.pk).update(name="Eve\r\nBcc: all@rill.example <b>&")
    organization.name = "<i>Rill</i>"
    organization.save()
    invite_by_mail(inviter=User.objects.get(pk=alice.pk), email="new@rill.example", role="member")
    [(to, mail)] = server.mails
    assert to == ["new@rill.example"]
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Eve Bcc: all@rill.example <b>& invites you to <i>Rill</i>"
    html = mail.get_body(("html",))
    assert html is not None
    assert "&lt;i&gt;Rill&lt;/i&gt;" in html.get_content()
    assert "<i>Rill" not in html.get_content()


def test_a_server_that_is_away_is_no_error_of_the_page(
    alice: User, bob: User, settings: Settings, client: Client
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = False
    with pytest.raises(MailRefused):
        invite_by_mail(inviter=alice, email="new@rill.example", role="member")
    answers = [
        client.post("/accounts/password/reset/", {"email": address}).status_code
        for address in (bob.email, "nobody@rill.example")
    ]
    assert answers == [302, 302]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
