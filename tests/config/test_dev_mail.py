"""What the mail sink caught, on pages."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path, organization: object) -> "mailbox.Maildir":
    settings.MAIL_FOLDER = tmp_path / "mail"
    return mailbox.Maildir(settings.MAIL_FOLDER, create=True)


def drop(
    folder: "mailbox.Maildir", subject: str, text: str, html: str = "", to: str = "ada@example.org"
) -> str:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "Bobbin <bobbin@localhost>", to
    message["X-Envelope-To"] = to
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return folder.add(message)


def test_without_mails_the_page_says_what_sends_one(client: Client) -> None:
    assert "No mail yet" in client.get("/dev/mail/").content.decode()


def test_mails_are_listed_with_whom_they_went_to(client: Client, folder: "mailbox.Maildir") -> None:
    key = drop(folder, "Grüße", "Hello Ada", to="ada@example.org")
    page = client.get("/dev/mail/").content.decode()
    assert "Grüße" in page
    assert "ada@example.org" in page
    assert f"/dev/mail/{key}/" in page


def test_a_link_in_a_mail_can_be_followed(client: Client, folder: "mailbox.Maildir") -> None:
    key = drop(folder, "Reset", "Open http://127.0.0.1:8000/accounts/reset/abc/ please")
    page = client.get(f"/dev/mail/{key}/").content.decode()
    assert '<a href="http://127.0.0.1:8000/accounts/reset/abc/"' in page


def test_nothing_in_a_mail_runs_or_is_fetched(client: Client, folder: "mailbox.Maildir") -> None:
    evil = (
        "<script>alert(1)</script><p onclick=x()>kept</p>"
        "<img src=http://e.example/p.png><form action=/x></form>"
    )
    key = drop(folder, "<script>subject</script>", "<script>text</script>", evil)
    page = client.get(f"/dev/mail/{key}/").content.decode()
    assert "<p>kept</p>" in page
    for trace in ("<script>alert", "<script>subject", "<script>text", "onclick=x", "e.example", "action=/x"):
        assert trace not in page


def test_a_mail_in_an_unknown_character_set_is_shown_all_the_same(
    client: Client, folder: "mailbox.Maildir"
) -> None:
    key = folder.add(b"Subject: Odd\nContent-Type: text/plain; charset=klingon\n\nHello \xe9\n")
    assert "Hello é" in client.get(f"/dev/mail/{key}/").content.decode()


@pytest.mark.parametrize("key", ["nothing", "..", "%2e%2e%2fsecret-key", "new"])
def test_only_mails_can_be_asked_for(client: Client, key: str) -> None:
    assert client.get(f"/dev/mail/{key}/").status_code == 404
