"""The members page: who may see it, what it shows, what it changes."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.change_role import change_role
from accounts.actions.deactivate import deactivate, reactivate
from accounts.actions.invite import make_link
from accounts.events import (
    RoleChanged,
    SessionsEnded,
    UserDeactivated,
    role_changed,
    sessions_ended,
    user_deactivated,
)
from accounts.member_lists import member_lists
from accounts.models import AuditEvent, Organization, Role, User, WorkingHours
from tests.cast import PASSWORD, person, signed_in

PATH = "/admin/members/"


class TestThePage:
    def test_admins_see_everybody_with_role_place_and_hours(
        self, olga: User, alice: User, carol: User, gina: User
    ) -> None:
        WorkingHours.objects.create(user=carol, weekday=0, start=540, end=1020)
        page = signed_in(alice).get(PATH).content.decode()
        for name in ("Olga Petrova", "Alice Moreau", "Carol Ngata", "Gina Visser"):
            assert name in page
        assert "3 members, 1 guest, 0 invitations open." in page
        assert "Auckland, 09:00–17:00" in page

    @pytest.mark.parametrize("who", ["bob", "gina"])
    def test_others_do_not(self, who: str, alice: User, request: pytest.FixtureRequest) -> None:
        answer = signed_in(request.getfixturevalue(who)).get(PATH)
        assert answer.status_code == 403
        assert "alice@rill.example" not in answer.content.decode()

    def test_nor_does_anybody_who_is_not_signed_in(self, alice: User, client: Client) -> None:
        assert client.get(PATH)["Location"] == f"/accounts/login/?next={PATH}"

    def test_finds_by_name_handle_and_address(self, alice: User, bob: User, carol: User) -> None:
        client = signed_in(alice)
        for search in ("santos", "BOB", "bob@rill"):
            page = client.get(PATH, {"q": search}).content.decode()
            assert "Bob Santos" in page
            assert "Carol Ngata" not in page
        assert "Nobody goes by that." in client.get(PATH, {"q": "%"}).content.decode()

    def test_an_admin_may_change_members_and_guests_and_not_the_others(
        self, olga: User, alice: User, bob: User
    ) -> None:
        person("Second Admin", role=Role.ADMIN)
        page = signed_in(alice).get(PATH).content.decode()
        assert "Role of Bob Santos" in page
        for name in ("Olga Petrova", "Second Admin", "Alice Moreau"):
            assert f"Role of {name}" not in page
            assert f"Deactivate {name}" not in page

    def test_what_people_call_themselves_is_text(self, alice: User) -> None:
        person("Mallory", title="<script>alert(1)</script>")
        User.objects.filter(handle="mallory").update(name="<img src=x onerror=alert(1)>")
        page = signed_in(alice).get(PATH).content.decode()
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page

    def test_the_lists_take_six_queries_for_however_many_people(
        self, olga: User, django_assert_num_queries: Any
    ) -> None:
        """Members, their hours, the counts, guests, invitations, past members."""
        for first, last in ((0, 2), (2, 60)):
            make_crowd(first, last)
            make_link(inviter=olga, role="guest", days=7, max_uses=None)
            with django_assert_num_queries(6):
                lists = member_lists()
        assert (lists.members_count, len(lists.invitations)) == (61, 2)

    def test_the_page_takes_as_many_for_sixty_people_as_for_three(self, olga: User, alice: User) -> None:
        client = signed_in(alice)
        counts = []
        for first, last in ((0, 3), (3, 60)):
            make_crowd(first, last)
            with CaptureQueriesContext(connection) as asked:
                client.get(PATH)
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 14

    def test_a_long_list_is_paged_by_name(self, alice: User) -> None:
        make_crowd(0, 60)
        client = signed_in(alice)
        seen: list[str] = []
        address = PATH
        for _ in range(2):
            answer = client.get(address)
            lists = answer.context["lists"]
            seen += [member.handle for member in lists.people]
            address = f"{PATH}?after={lists.more_after}"
        assert len(seen) == len(set(seen)) == 61
        assert lists.more_after == ""


class TestRoles:
    def test_an_admin_makes_a_member_a_guest_and_back(
        self, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[RoleChanged] = []
        monkeypatch.setattr(role_changed, "send", heard.append)
        for role in ("guest", "member"):
            assert signed_in(alice).post(f"{PATH}bob/role/", {"role": role}).status_code == 302
            bob.refresh_from_db()
            assert bob.role == role
        assert [event.user.role for event in heard] == ["guest", "member"]
        event = AuditEvent.objects.filter(verb="member.role_changed").last()
        assert event is not None
        assert event.actor == alice
        assert event.data == {"user": bob.pk, "before": "member", "after": "guest"}

    def test_htmx_gets_the_row_back(self, alice: User, bob: User) -> None:
        answer = signed_in(alice).post(f"{PATH}bob/role/", {"role": "guest"}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert answer.content.decode().strip().startswith(f'<tr id="member-{bob.pk}">')

    @pytest.mark.parametrize("role", ["admin", "owner"])
    def test_an_admin_makes_neither_admins_nor_owners(self, alice: User, bob: User, role: str) -> None:
        assert signed_in(alice).post(f"{PATH}bob/role/", {"role": role}).status_code == 403
        bob.refresh_from_db()
        assert bob.role == "member"

    @pytest.mark.parametrize("target", ["olga", "second"])
    def test_an_admin_touches_neither_owners_nor_admins(self, olga: User, alice: User, target: str) -> None:
        person("Second Admin", role=Role.ADMIN)
        before = User.objects.get(handle=target).role
        assert signed_in(alice).post(f"{PATH}{target}/role/", {"role": "member"}).status_code == 403
        assert signed_in(alice).post(f"{PATH}{target}/deactivate/").status_code == 403
        after = User.objects.get(handle=target)
        assert (after.role, after.is_active) == (before, True)

    @pytest.mark.parametrize("role", ["admin", "owner"])
    def test_an_owner_makes_admins_and_owners(self, olga: User, bob: User, role: str) -> None:
        assert signed_in(olga).post(f"{PATH}bob/role/", {"role": role}).status_code == 302
        bob.refresh_from_db()
        assert bob.role == role

    @pytest.mark.parametrize("who", ["bob", "gina"])
    def test_others_change_nothing(self, who: str, carol: User, request: pytest.FixtureRequest) -> None:
        user: User = request.getfixturevalue(who)
        assert signed_in(user).post(f"{PATH}carol/role/", {"role": "guest"}).status_code == 403
        assert signed_in(user).post(f"{PATH}{who}/role/", {"role": "owner"}).status_code == 403
        with pytest.raises(PermissionDenied):
            change_role(actor=user, user=user, role="owner")

    def test_the_last_owner_stays_one(self, olga: User) -> None:
        with pytest.raises(ValidationError, match="only owner"):
            change_role(actor=olga, user=olga, role="member")
        second = person("Second Owner", role=Role.OWNER)
        change_role(actor=olga, user=olga, role="member")
        with pytest.raises(ValidationError, match="only owner"):
            change_role(actor=second, user=second, role="admin")

    def test_an_invented_role_is_refused(self, olga: User, bob: User) -> None:
        assert signed_in(olga).post(f"{PATH}bob/role/", {"role": "root"}).status_code == 403


class TestDeactivation:
    def test_ends_access_at_once_and_keeps_the_person(
        self, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        heard: list[UserDeactivated] = []
        monkeypatch.setattr(user_deactivated, "send", heard.append)
        ended: list[SessionsEnded] = []
        monkeypatch.setattr(sessions_ended, "send", ended.append)
        bobs = signed_in(bob)
        key = bobs.session.session_key
        admins = signed_in(alice)
        assert "Deactivate Bob Santos?" in admins.get(f"{PATH}bob/deactivate/").content.decode()
        assert bobs.get("/profile/").status_code == 200
        assert admins.post(f"{PATH}bob/deactivate/").status_code == 302
        assert bobs.get("/profile/").status_code == 302
        assert not Session.objects.filter(session_key=key).exists()
        assert ended == [SessionsEnded(user_id=bob.pk, session_keys=(str(key),))]
        bob.refresh_from_db()
        assert not bob.is_active
        assert bob.deactivated_at
        assert bob.role == "member"
        assert [event.user for event in heard] == [bob]
        assert AuditEvent.objects.filter(verb="member.deactivated", actor=alice, target="Bob Santos").exists()

    def test_is_undone(self, alice: User, bob: User, client: Client) -> None:
        deactivate(actor=alice, user=bob)
        page = signed_in(alice).get(PATH).content.decode()
        assert "messages kept" in page
        assert signed_in(alice).post(f"{PATH}bob/reactivate/").status_code == 302
        client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
        assert client.get("/profile/").status_code == 200
        assert AuditEvent.objects.filter(verb="member.reactivated", actor=alice).exists()

    def test_the_last_owner_cannot_be_deactivated_and_nobody_themselves(self, olga: User) -> None:
        client = signed_in(olga)
        answer = client.post(f"{PATH}olga/deactivate/")
        assert answer.status_code == 422
        assert "only owner" in answer.content.decode()
        person("Second Owner", role=Role.OWNER)
        answer = client.post(f"{PATH}olga/deactivate/")
        assert answer.status_code == 422
        assert "yourself" in answer.content.decode()
        olga.refresh_from_db()
        assert olga.is_active

    @pytest.mark.parametrize("who", ["bob", "gina"])
    def test_others_deactivate_nobody(self, who: str, carol: User, request: pytest.FixtureRequest) -> None:
        user: User = request.getfixturevalue(who)
        assert signed_in(user).post(f"{PATH}carol/deactivate/").status_code == 403
        assert signed_in(user).post(f"{PATH}carol/reactivate/").status_code == 403
        with pytest.raises(PermissionDenied):
            deactivate(actor=user, user=carol)
        with pytest.raises(PermissionDenied):
            reactivate(actor=user, user=carol)

    def test_somebody_deactivated_meanwhile_acts_no_more(self, olga: User, alice: User, bob: User) -> None:
        stale = User.objects.get(pk=alice.pk)
        deactivate(actor=olga, user=alice)
        with pytest.raises(PermissionDenied):
            deactivate(actor=stale, user=bob)

    def test_nobody_absent_is_deactivated(self, alice: User, bob: User) -> None:
        deactivate(actor=alice, user=bob)
        assert signed_in(alice).get(f"{PATH}bob/deactivate/").status_code == 404
        assert signed_in(alice).post(f"{PATH}nobody/deactivate/").status_code == 404


class TestDomains:
    def test_an_admin_allows_domains(self, alice: User, organization: Organization) -> None:
        form = {"domains": "@Rill.example, field.rill.example rill.example"}
        assert signed_in(alice).post(f"{PATH}domains/", form).status_code == 302
        organization.refresh_from_db()
        assert organization.allowed_email_domains == ["field.rill.example", "rill.example"]
        event = AuditEvent.objects.get(verb="domains.changed")
        assert event.data == {"before": [], "after": ["field.rill.example", "rill.example"]}

    def test_and_takes_them_back(self, alice: User, organization: Organization) -> None:
        organization.allowed_email_domains = ["rill.example"]
        organization.save()
        assert signed_in(alice).post(f"{PATH}domains/", {"domains": ""}).status_code == 302
        organization.refresh_from_db()
        assert organization.allowed_email_domains == []

    @pytest.mark.parametrize(
        ("domains", "says"),
        [("rill", "is no domain"), ("a b@c", "is no domain"), ("gmail.com", "Anybody can have an address")],
    )
    def test_what_would_open_the_door_is_refused(
        self, alice: User, organization: Organization, domains: str, says: str
    ) -> None:
        answer = signed_in(alice).post(f"{PATH}domains/", {"domains": domains})
        assert answer.status_code == 422
        assert says in answer.content.decode()
        organization.refresh_from_db()
        assert organization.allowed_email_domains == []

    def test_a_member_does_not(self, bob: User, organization: Organization) -> None:
        assert signed_in(bob).post(f"{PATH}domains/", {"domains": "rill.example"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_take_each_others_role_away_at_once(olga: User) -> None:
    """The second waits for the first to commit, and then is no owner any more."""
    second = person("Second Owner", role=Role.OWNER)
    outcomes: list[str] = []

    def demote_back() -> None:
        try:
            change_role(actor=second, user=olga, role="member")
            outcomes.append("done")
        except (PermissionDenied, ValidationError):
            outcomes.append("refused")
        finally:
            connection.close()

    other = threading.Thread(target=demote_back)
    with transaction.atomic():
        change_role(actor=olga, user=second, role="member")
        other.start()
        while other.is_alive() and not somebody_waits():
            other.join(0.01)
        assert outcomes == []
    other.join(20)
    assert outcomes == ["refused"]
    assert list(User.objects.filter(role=Role.OWNER)) == [olga]


def somebody_waits() -> bool:
    """Whether a connection to this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def make_crowd(first: int, last: int) -> None:
    people = [
        User(email=f"p{number}@crowd.example", handle=f"p{number}", name=f"Person {number:03}")
        for number in range(first, last)
    ]
    User.objects.bulk_create(people)
    guests = [
        User(email=f"g{number}@crowd.example", handle=f"g{number}", name=f"Guest {number}", role=Role.GUEST)
        for number in range(first, last)
    ]
    User.objects.bulk_create(guests)
    past = [
        User(
            email=f"x{number}@crowd.example",
            handle=f"x{number}",
            name=f"Past {number}",
            is_active=False,
            deactivated_at=timezone.now(),
        )
        for number in range(first, last)
    ]
    User.objects.bulk_create(past)
    WorkingHours.objects.bulk_create(
        [WorkingHours(user=user, weekday=0, start=540, end=1020) for user in people]
    )
