"""Changing one's e-mail address: the new one is proven before it counts."""

from __future__ import annotations

import re

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import User
from tests.cast import PASSWORD, signed_in

PATH = "/accounts/email/"
NEW = {"email": "Roberto@rill.example", "action_add": ""}
Outbox = list[EmailMessage]


def test_the_old_address_counts_until_the_link_is_used(bob: User, mailoutbox: Outbox) -> None:
    client = signed_in(bob)
    assert client.post(PATH, NEW).status_code == 302
    assert mailoutbox[0].to == ["roberto@rill.example"]
    bob.refresh_from_db()
    assert bob.email == "bob@rill.example"
    page = client.get(PATH).content.decode()
    assert "roberto@rill.example" in page

    address = link_in(mailoutbox[0])
    assert "roberto@rill.example" in client.get(address).content.decode()
    bob.refresh_from_db()
    assert bob.email == "bob@rill.example"

    client.post(address)
    bob.refresh_from_db()
    assert bob.email == "roberto@rill.example"
    assert list(EmailAddress.objects.filter(user=bob).values_list("email", "verified", "primary")) == [
        ("roberto@rill.example", True, True)
    ]
    later = Client()
    later.post("/accounts/login/", {"login": "roberto@rill.example", "password": PASSWORD})
    assert later.get("/profile/").status_code == 200


def test_the_old_address_is_told(bob: User, mailoutbox: Outbox) -> None:
    client = signed_in(bob)
    client.post(PATH, NEW)
    client.post(link_in(mailoutbox[0]))
    told = [mail for mail in mailoutbox if mail.to == ["bob@rill.example"]]
    assert [mail.subject for mail in told] == ["Your address at Rill has changed"]


def test_anothers_address_is_not_told_from_a_free_one(bob: User, carol: User, mailoutbox: Outbox) -> None:
    client = signed_in(bob)
    answers = [
        client.post(PATH, {"email": email, "action_add": ""})
        for email in ("carol@rill.example", "free@rill.example")
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    bob.refresh_from_db()
    carol.refresh_from_db()
    assert (bob.email, carol.email) == ("bob@rill.example", "carol@rill.example")


def test_an_address_is_proven_once_whoever_asks_for_it(bob: User, carol: User, mailoutbox: Outbox) -> None:
    """Bob asks for Carol's; even with the link that would go there, it stays hers."""
    client = signed_in(bob)
    client.post(PATH, {"email": "carol@rill.example", "action_add": ""})
    for mail in mailoutbox:
        for address in re.findall(r"http://127.0.0.1:8000(/accounts/confirm-email/\S+)", str(mail.body)):
            client.post(address)
    bob.refresh_from_db()
    assert bob.email == "bob@rill.example"


def test_what_is_no_address_is_shown_again(bob: User, mailoutbox: Outbox) -> None:
    answer = signed_in(bob).post(PATH, {"email": "bob", "action_add": ""})
    assert answer.status_code == 422
    assert "valid email address" in answer.content.decode()
    assert not mailoutbox


def link_in(mail: EmailMessage) -> str:
    return str(re.findall(r"http://127.0.0.1:8000(\S+)", str(mail.body))[0])
