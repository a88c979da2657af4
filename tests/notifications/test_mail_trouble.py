"""Where mail does not arrive is said: to the person, and to admins, and to nobody else."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import User
from notifications import breaker, refusals
from tests.cast import signed_in

pytestmark = pytest.mark.django_db

ANSWER = "550 5.1.1 <b>no such mailbox</b>"
AS_TEXT = "550 5.1.1 &lt;b&gt;no such mailbox&lt;/b&gt;"


@pytest.mark.parametrize("path", ["/inbox/", "/profile/"])
def test_the_person_reads_what_their_server_said(path: str, bob: User) -> None:
    page = signed_in(bob)
    assert "mail-trouble" not in page.get(path).content.decode()
    refusals.remember(bob, ANSWER, timezone.now())
    assert AS_TEXT in page.get(path).content.decode()


def test_others_do_not_read_it_but_admins_do(alice: User, bob: User, carol: User) -> None:
    refusals.remember(bob, ANSWER, timezone.now())
    breaker.trip("email", "connection refused", timezone.now())
    assert AS_TEXT not in signed_in(carol).get("/inbox/").content.decode()
    members = signed_in(alice).get("/admin/members/").content.decode()
    assert AS_TEXT in members
    assert "connection refused" in members


def test_another_address_is_another_matter(bob: User) -> None:
    refusals.remember(bob, ANSWER, timezone.now())
    User.objects.filter(pk=bob.pk).update(email="bob@elsewhere.example")
    assert AS_TEXT not in signed_in(bob).get("/inbox/").content.decode()
    assert not refusals.troubles()
