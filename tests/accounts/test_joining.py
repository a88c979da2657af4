"""Coming in by an invitation: what works, and that everything that does not looks alike."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.access import DeadLink
from accounts.actions.change_role import change_role
from accounts.actions.deactivate import deactivate
from accounts.actions.invite import invite_by_mail, make_link, revoke_invitation
from accounts.actions.join import ask_to_join, join
from accounts.events import UserJoined, user_joined
from accounts.models import AuditEvent, Invitation, Organization, User
from tests.cast import PASSWORD, person, signed_in

Outbox = list[EmailMessage]
FORM = {"name": "Kofi Mensah", "time_zone": "Africa/Accra", "password": PASSWORD}


class TestByMail:
    def test_the_page_says_who_invites_whom_where(
        self, alice: User, mailoutbox: Outbox, client: Client
    ) -> None:
        page = client.get(invited(alice, mailoutbox)).content.decode()
        assert "Alice invites you to Rill" in page
        assert "new@rill.example" in page

    def test_whoever_joins_is_signed_in_with_a_proven_address(
        self, alice: User, mailoutbox: Outbox, client: Client
    ) -> None:
        answer = client.post(invited(alice, mailoutbox), FORM)
        assert (answer.status_code, answer["Location"]) == (302, "/welcome/")
        kofi = User.objects.get(email="new@rill.example")
        assert (kofi.name, kofi.handle, kofi.role) == ("Kofi Mensah", "kofi", "member")
        assert kofi.time_zone == "Africa/Accra"
        assert EmailAddress.objects.get(user=kofi).verified
        assert client.get("/profile/").status_code == 200
        assert AuditEvent.objects.filter(verb="member.joined", actor=kofi).exists()

    def test_and_can_sign_in_later(self, alice: User, mailoutbox: Outbox, client: Client) -> None:
        client.post(invited(alice, mailoutbox), FORM)
        later = Client()
        later.post("/accounts/login/", {"login": "new@rill.example", "password": PASSWORD})
        assert later.get("/profile/").status_code == 200

    def test_others_hear_by_which_invitation(
        self, alice: User, mailoutbox: Outbox, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address = invited(alice, mailoutbox)
        heard: list[UserJoined] = []
        monkeypatch.setattr(user_joined, "send", heard.append)
        client.post(address, FORM)
        assert [event.invitation for event in heard] == [Invitation.objects.get()]

    def test_looking_uses_nothing_up(self, alice: User, mailoutbox: Outbox, client: Client) -> None:
        address = invited(alice, mailoutbox)
        for _ in range(3):
            assert client.get(address).status_code == 200
        assert Invitation.objects.get().uses == 0
        assert not User.objects.filter(email="new@rill.example").exists()

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"password": "short"}, "at least 12 characters"),
            ({"password": "new@rill.example"}, "too similar"),
            ({"name": ""}, "This field is required."),
            ({"time_zone": "Nowhere"}, "Choose a time zone"),
        ],
    )
    def test_a_wrong_answer_uses_nothing_up(
        self, alice: User, mailoutbox: Outbox, client: Client, wrong: dict[str, str], says: str
    ) -> None:
        address = invited(alice, mailoutbox)
        answer = client.post(address, FORM | wrong)
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert client.post(address, FORM).status_code == 302

    def test_nobody_chooses_their_role_or_address(
        self, alice: User, mailoutbox: Outbox, client: Client
    ) -> None:
        client.post(
            invited(alice, mailoutbox, role="guest"),
            FORM | {"role": "owner", "email": "boss@rill.example", "username": "boss@rill.example"},
        )
        assert User.objects.get(name="Kofi Mensah").role == "guest"
        assert not User.objects.filter(email="boss@rill.example").exists()

    def test_two_of_one_name_get_different_handles(self, alice: User, mailoutbox: Outbox) -> None:
        for email in ("one@rill.example", "two@rill.example"):
            Client().post(invited(alice, mailoutbox, email=email), FORM)
        assert set(User.objects.filter(name="Kofi Mensah").values_list("handle", flat=True)) == {
            "kofi",
            "kofi.mensah",
        }


class TestDeadLinks:
    """Unknown, used, expired, revoked, the maker's right gone: one page, one status."""

    def dead(self, olga: User, alice: User, mailoutbox: Outbox) -> dict[str, str]:
        """An address for each way to be dead."""
        links = {"unknown": "/join/" + "A" * 43 + "/", "malformed": "/join/%00/"}

        links["used"] = invited(alice, mailoutbox, email="used@rill.example")
        Client().post(links["used"], FORM)
        links["expired"] = invited(alice, mailoutbox, email="expired@rill.example")
        Invitation.objects.filter(email="expired@rill.example").update(expires_at=timezone.now())
        links["revoked"] = invited(alice, mailoutbox, email="revoked@rill.example")
        revoke_invitation(actor=alice, invitation=Invitation.objects.get(email="revoked@rill.example"))
        links["used by another way"] = invited(alice, mailoutbox, email="taken@rill.example")
        person("Taken By")
        links["maker deactivated"] = invited(
            person("Quentin Gone", role="admin"), mailoutbox, email="gone@rill.example"
        )
        deactivate(actor=olga, user=User.objects.get(handle="quentin"))
        links["maker demoted"] = invited(
            person("Mina Less", role="admin"), mailoutbox, email="less@rill.example"
        )
        change_role(actor=olga, user=User.objects.get(handle="mina"), role="member")
        return links

    def test_all_look_alike_and_make_nobody(
        self, olga: User, alice: User, mailoutbox: Outbox, client: Client
    ) -> None:
        links = self.dead(olga, alice, mailoutbox)
        taken = links.pop("used by another way")
        people = User.objects.count()
        answers = [
            answer
            for address in links.values()
            for answer in (client.get(address), client.post(address, FORM))
        ]
        assert len(answers) == 14
        pages = {(answer.status_code, answer.content.decode()) for answer in answers}
        [(status, page)] = pages
        assert status == 403
        assert "This link has run out" in page
        # That an address has an account meanwhile is found on using the link alone.
        assert client.post(taken, FORM).status_code == 403
        assert User.objects.count() == people

    def test_a_restored_right_makes_it_work_again(
        self, olga: User, alice: User, mailoutbox: Outbox, client: Client
    ) -> None:
        address = invited(alice, mailoutbox)
        change_role(actor=olga, user=alice, role="member")
        assert client.get(address).status_code == 403
        change_role(actor=olga, user=alice, role="admin")
        assert client.get(address).status_code == 200

    def test_whoever_is_signed_in_learns_nothing_and_loses_nothing(
        self, alice: User, bob: User, mailoutbox: Outbox
    ) -> None:
        address = invited(alice, mailoutbox)
        for path in (address, "/join/unknown/"):
            answer = signed_in(bob).post(path, FORM)
            assert (answer.status_code, answer["Location"]) == (302, "/")
        assert Invitation.objects.get().uses == 0

    def test_guessing_is_slowed_down(self, organization: Organization, client: Client) -> None:
        answers = [client.post(f"/join/guess{number}/", FORM).status_code for number in range(21)]
        assert answers == [403] * 20 + [429]


class TestByLink:
    def test_the_link_sends_each_person_a_link_of_their_own(
        self, alice: User, mailoutbox: Outbox, client: Client
    ) -> None:
        _link, address = make_link(inviter=alice, role="guest", days=7, max_uses=2)
        for number, email in enumerate(("one@elsewhere.example", "two@elsewhere.example")):
            answer = client.post(path_of(address), {"email": email})
            assert (answer.status_code, answer["Location"]) == (302, "/join/asked/")
            assert mailoutbox[number].to == [email]
            assert Client().post(link_in(mailoutbox[number]), FORM).status_code == 302
            assert User.objects.get(email=email).role == "guest"

    def test_asking_uses_nothing_up_and_joining_does(self, alice: User, mailoutbox: Outbox) -> None:
        link, address = make_link(inviter=alice, role="member", days=7, max_uses=1)
        for email in ("one@elsewhere.example", "two@elsewhere.example"):
            ask_to_join(email=email, link_secret=secret_of(address))
        first, second = (link_in(mail) for mail in mailoutbox)
        assert Client().post(first, FORM).status_code == 302
        link.refresh_from_db()
        assert link.uses == 1
        assert Client().get(second).status_code == 403
        assert Client().post(second, FORM).status_code == 403
        assert Client().get(path_of(address)).status_code == 403

    def test_revoking_the_link_ends_what_came_of_it(self, alice: User, mailoutbox: Outbox) -> None:
        link, address = make_link(inviter=alice, role="member", days=7, max_uses=None)
        ask_to_join(email="one@elsewhere.example", link_secret=secret_of(address))
        revoke_invitation(actor=alice, invitation=link)
        assert Client().get(link_in(mailoutbox[0])).status_code == 403

    def test_others_hear_of_the_link_that_was_made_for_them(
        self, alice: User, mailoutbox: Outbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link, address = make_link(inviter=alice, role="guest", days=7, max_uses=1)
        ask_to_join(email="one@elsewhere.example", link_secret=secret_of(address))
        heard: list[UserJoined] = []
        monkeypatch.setattr(user_joined, "send", heard.append)
        join(secret=secret_of(link_in(mailoutbox[0])), name="Kofi", password=PASSWORD, time_zone="UTC")
        assert [event.invitation for event in heard] == [link]

    def test_whoever_has_an_account_is_told_by_mail_alone(
        self, alice: User, bob: User, mailoutbox: Outbox, client: Client
    ) -> None:
        _link, address = make_link(inviter=alice, role="member", days=7, max_uses=None)
        known = client.post(path_of(address), {"email": "BOB@rill.example"})
        unknown = client.post(path_of(address), {"email": "new@rill.example"})
        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert [mail.subject for mail in mailoutbox] == [
            "You have an account at Rill",
            "Alice Moreau invites you to Rill",
        ]
        assert "/join/" not in str(mailoutbox[0].body)

    def test_nobody_s_mailbox_is_filled(self, alice: User, mailoutbox: Outbox, client: Client) -> None:
        _link, address = make_link(inviter=alice, role="member", days=7, max_uses=None)
        answers = [
            client.post(path_of(address), {"email": "one@elsewhere.example"}).status_code for _ in range(4)
        ]
        assert answers == [302, 302, 302, 429]
        assert len(mailoutbox) == 3


class TestByDomain:
    def test_an_allowed_domain_is_enough(
        self, organization: Organization, mailoutbox: Outbox, client: Client
    ) -> None:
        allow(organization, "rill.example")
        assert client.post("/join/", {"email": "New@Rill.example"}).status_code == 302
        assert client.post(link_in(mailoutbox[0]), FORM).status_code == 302
        assert User.objects.get(email="new@rill.example").role == "member"

    @pytest.mark.parametrize(
        "email",
        [
            "new@elsewhere.example",
            "new@sub.rill.example",
            "new@rill.example.elsewhere.example",
            "bob@elsewhere.example",
        ],
    )
    def test_another_domain_is_not(
        self, organization: Organization, bob: User, mailoutbox: Outbox, client: Client, email: str
    ) -> None:
        allow(organization, "rill.example")
        answer = client.post("/join/", {"email": email})
        assert answer.status_code == 422
        assert "need an invitation" in answer.content.decode()
        assert not mailoutbox

    def test_without_allowed_domains_nobody_joins_by_themselves(
        self, organization: Organization, mailoutbox: Outbox, client: Client
    ) -> None:
        assert client.post("/join/", {"email": "new@rill.example"}).status_code == 422
        assert not Invitation.objects.exists()

    def test_the_domain_must_still_be_allowed_when_the_link_is_used(
        self, organization: Organization, mailoutbox: Outbox, client: Client
    ) -> None:
        allow(organization, "rill.example")
        client.post("/join/", {"email": "new@rill.example"})
        allow(organization)
        assert client.post(link_in(mailoutbox[0]), FORM).status_code == 403

    def test_an_account_is_not_told_from_none(
        self, organization: Organization, alice: User, bob: User, mailoutbox: Outbox, client: Client
    ) -> None:
        allow(organization, "rill.example")
        deactivate(actor=alice, user=bob)
        answers = [
            client.post("/join/", {"email": f"{name}@rill.example"}) for name in ("alice", "bob", "nobody")
        ]
        assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/join/asked/")}
        assert len(mailoutbox) == 3

    def test_allauths_own_sign_up_is_closed(self, organization: Organization, client: Client) -> None:
        allow(organization, "rill.example")
        client.post("/accounts/signup/", {"email": "new@rill.example", "password1": PASSWORD})
        assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_the_last_use_is_given_away_once(self, alice: User, mailoutbox: Outbox) -> None:
        link, address = make_link(inviter=alice, role="member", days=7, max_uses=2)
        for number in range(5):
            ask_to_join(email=f"p{number}@elsewhere.example", link_secret=secret_of(address))
        outcomes = all_at_once([secret_of(link_in(mail)) for mail in mailoutbox])
        assert sorted(outcomes) == ["dead"] * 3 + ["in"] * 2
        link.refresh_from_db()
        assert link.uses == 2
        assert User.objects.filter(email__endswith="@elsewhere.example").count() == 2

    def test_one_link_opened_twice_makes_one_account(self, alice: User, mailoutbox: Outbox) -> None:
        secret = secret_of(invited(alice, mailoutbox))
        assert sorted(all_at_once([secret] * 4)) == ["dead"] * 3 + ["in"]
        assert User.objects.filter(email="new@rill.example").count() == 1

    def test_people_of_one_name_all_get_in(self, alice: User, mailoutbox: Outbox) -> None:
        secrets = [
            secret_of(invited(alice, mailoutbox, email=f"p{number}@rill.example")) for number in range(4)
        ]
        assert all_at_once(secrets) == ["in"] * 4
        assert User.objects.filter(name="Kofi").values("handle").distinct().count() == 4


def all_at_once(secrets: list[str]) -> list[str]:
    barrier = threading.Barrier(len(secrets))
    outcomes: list[str] = []

    def use(secret: str) -> None:
        try:
            barrier.wait()
            join(secret=secret, name="Kofi", password=PASSWORD, time_zone="UTC")
            outcomes.append("in")
        except DeadLink:
            outcomes.append("dead")
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=[secret]) for secret in secrets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def invited(
    inviter: User, mailoutbox: Outbox, *, email: str = "new@rill.example", role: str = "member"
) -> str:
    """The path of a new invitation's link."""
    invite_by_mail(inviter=inviter, email=email, role=role)
    return link_in(mailoutbox[-1])


def link_in(mail: EmailMessage) -> str:
    return path_of(re.findall(r"http\S+", str(mail.body))[0])


def path_of(address: str) -> str:
    return address.removeprefix("http://127.0.0.1:8000")


def secret_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def allow(organization: Organization, *domains: str) -> None:
    organization.allowed_email_domains = list(domains)
    organization.save(update_fields=["allowed_email_domains"])


def test_an_invitation_expires_by_the_clock(alice: User) -> None:
    link, _address = make_link(inviter=alice, role="member", days=1, max_uses=None)
    assert link.is_usable(link.expires_at - timedelta(microseconds=1))
    assert not link.is_usable(link.expires_at)
