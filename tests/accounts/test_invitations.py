"""Making invitations, and revoking them."""

from __future__ import annotations

import re
import smtplib
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client

from accounts.actions.change_role import change_role
from accounts.actions.invite import invite_by_mail, make_link, revoke_invitation
from accounts.models import AuditEvent, Invitation, User
from tests.cast import signed_in

Outbox = list[EmailMessage]


def test_an_invitation_goes_out_by_mail(alice: User, mailoutbox: Outbox) -> None:
    answer = signed_in(alice).post(
        "/admin/members/invite/",
        {"invite-emails": "New.Engineer@rill.example, other@rill.example", "invite-role": "member"},
    )
    assert answer.status_code == 302
    assert [mail.to for mail in mailoutbox] == [["new.engineer@rill.example"], ["other@rill.example"]]
    assert mailoutbox[0].subject == "Alice Moreau invites you to Rill"
    assert "http://127.0.0.1:8000/join/" in mailoutbox[0].body
    assert set(Invitation.objects.values_list("role", "max_uses")) == {("member", 1)}
    assert AuditEvent.objects.filter(verb="invitation.made", actor=alice).count() == 2


def test_only_the_hash_of_the_secret_is_kept(alice: User, mailoutbox: Outbox) -> None:
    invite_by_mail(inviter=alice, email="new@rill.example", role="member")
    secret = re.findall(r"/join/([^/]+)/", str(mailoutbox[0].body))[0]
    invitation = Invitation.objects.get()
    assert secret not in {str(value) for value in vars(invitation).values()}
    assert invitation.secret_hash == Invitation.hash_of(secret)


def test_a_second_invitation_to_an_address_ends_the_first(alice: User, mailoutbox: Outbox) -> None:
    first = invite_by_mail(inviter=alice, email="new@rill.example", role="guest")
    second = invite_by_mail(inviter=alice, email="NEW@rill.example", role="member")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.revoked_at
    assert not second.revoked_at


def test_whoever_is_here_already_is_named_and_not_invited(alice: User, bob: User, mailoutbox: Outbox) -> None:
    client = signed_in(alice)
    client.post("/admin/members/invite/", {"invite-emails": "bob@rill.example", "invite-role": "member"})
    assert not mailoutbox
    assert "Here already: bob@rill.example." in client.get("/admin/members/").content.decode()


def test_a_mail_that_could_not_be_sent_leaves_no_invitation(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
    client = signed_in(alice)
    client.post("/admin/members/invite/", {"invite-emails": "new@rill.example", "invite-role": "member"})
    assert not Invitation.objects.exists()
    assert "could not be sent" in client.get("/admin/members/").content.decode()


@pytest.mark.parametrize(
    ("emails", "says"),
    [
        ("nobody", "is no e-mail address"),
        ("a@rill.example, <script>", "is no e-mail address"),
        (" ".join(f"p{number}@rill.example" for number in range(51)), "Up to 50 addresses"),
        ("", "This field is required."),
    ],
)
def test_what_is_no_address_is_shown_again(alice: User, mailoutbox: Outbox, emails: str, says: str) -> None:
    answer = signed_in(alice).post(
        "/admin/members/invite/", {"invite-emails": emails, "invite-role": "member"}
    )
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "<script>" not in answer.content.decode().split("</head>")[1].replace("<script src", "")
    assert not mailoutbox


def test_an_admin_cannot_invite_admins(alice: User, mailoutbox: Outbox) -> None:
    form = {"invite-emails": "new@rill.example", "invite-role": "admin"}
    assert signed_in(alice).post("/admin/members/invite/", form).status_code == 422
    with pytest.raises(PermissionDenied):
        invite_by_mail(inviter=alice, email="new@rill.example", role="admin")
    assert not Invitation.objects.exists()


def test_an_owner_can_invite_admins_but_no_owners(olga: User, mailoutbox: Outbox) -> None:
    assert invite_by_mail(inviter=olga, email="new@rill.example", role="admin").role == "admin"
    with pytest.raises(PermissionDenied):
        invite_by_mail(inviter=olga, email="new@rill.example", role="owner")


@pytest.mark.parametrize("who", ["bob", "gina"])
def test_others_cannot_invite(who: str, request: pytest.FixtureRequest, mailoutbox: Outbox) -> None:
    user: User = request.getfixturevalue(who)
    client = signed_in(user)
    form = {"invite-emails": "new@rill.example", "invite-role": "member"}
    assert client.post("/admin/members/invite/", form).status_code == 403
    link = {"link-role": "member", "link-days": "7", "link-max_uses": "1"}
    assert client.post("/admin/members/link/", link).status_code == 403
    with pytest.raises(PermissionDenied):
        make_link(inviter=user, role="member", days=7, max_uses=1)
    assert not Invitation.objects.exists()
    assert not mailoutbox


def test_the_right_is_the_one_of_this_moment(olga: User, alice: User, mailoutbox: Outbox) -> None:
    stale = User.objects.get(pk=alice.pk)
    change_role(actor=olga, user=alice, role="member")
    with pytest.raises(PermissionDenied):
        make_link(inviter=stale, role="member", days=7, max_uses=1)


def test_a_link_is_shown_once(alice: User) -> None:
    client = signed_in(alice)
    client.post("/admin/members/link/", {"link-role": "guest", "link-days": "30", "link-max_uses": ""})
    shown = re.findall(
        r'value="(http://127.0.0.1:8000/join/[^"]+)"', client.get("/admin/members/").content.decode()
    )
    assert len(shown) == 1
    assert shown[0] not in client.get("/admin/members/").content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.max_uses, invitation.email) == ("guest", None, "")


@pytest.mark.parametrize("wrong", [{"link-days": "3650"}, {"link-max_uses": "0"}, {"link-role": "owner"}])
def test_a_link_has_only_what_the_form_offers(alice: User, wrong: dict[str, str]) -> None:
    form = {"link-role": "member", "link-days": "7", "link-max_uses": "1"}
    assert signed_in(alice).post("/admin/members/link/", form | wrong).status_code == 422
    assert not Invitation.objects.exists()


def test_an_admin_withdraws_an_invitation(alice: User, olga: User) -> None:
    invitation, _address = make_link(inviter=olga, role="member", days=7, max_uses=1)
    assert signed_in(alice).post(f"/admin/members/invitations/{invitation.pk}/revoke/").status_code == 302
    invitation.refresh_from_db()
    assert invitation.revoked_at
    assert AuditEvent.objects.filter(verb="invitation.revoked", actor=alice).count() == 1


def test_an_admin_cannot_withdraw_an_owners_invitation_of_an_admin(alice: User, olga: User) -> None:
    invitation, _address = make_link(inviter=olga, role="admin", days=7, max_uses=1)
    assert signed_in(alice).post(f"/admin/members/invitations/{invitation.pk}/revoke/").status_code == 403
    invitation.refresh_from_db()
    assert not invitation.revoked_at
    revoke_invitation(actor=olga, invitation=invitation)


def test_a_member_withdraws_nothing(bob: User, olga: User) -> None:
    invitation, _address = make_link(inviter=olga, role="member", days=7, max_uses=1)
    assert signed_in(bob).post(f"/admin/members/invitations/{invitation.pk}/revoke/").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/admin/members/invite/", "/admin/members/link/", "/admin/members/domains/", "/admin/members/bob/role/"],
)
def test_every_change_asks_for_the_forms_token(alice: User, bob: User, path: str) -> None:
    assert signed_in(alice, enforce_csrf_checks=True).post(path, {"role": "guest"}).status_code == 403
    bob.refresh_from_db()
    assert bob.role == "member"


def test_nothing_is_changed_by_looking(alice: User, bob: User, client: Client) -> None:
    for path in ("/admin/members/invite/", "/admin/members/link/", "/admin/members/domains/"):
        assert signed_in(alice).get(path).status_code == 405
