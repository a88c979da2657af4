"""The people of a channel: adding, removing, leaving."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.http import Http404

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel, make_thread
from tests.plain_forms import press
from threads.actions.change_channel import archive_channel
from threads.actions.membership import add_people, follow_channel, leave_channel, remove_person
from threads.actions.refusals import Refused
from threads.models import Channel, Membership
from threads.queries.people import part_of_members

pytestmark = pytest.mark.django_db


def members_of(channel: Channel) -> set[User]:
    return {membership.user for membership in channel.memberships.select_related("user")}


def test_people_are_added_by_their_handles(alice: User, bob: User, gina: User) -> None:
    channel = make_channel(alice, is_private=True)
    browser = signed_in(alice)
    page = browser.get(f"/channels/{channel.pk}/people/")
    assert press(browser, page, "Add", people="@Bob; gina, bob").status_code == 302
    assert members_of(channel) == {alice, bob, gina}


def test_what_was_there_before_is_read_by_who_is_added(alice: User, bob: User) -> None:
    channel = make_channel(alice)
    make_thread(alice, channel=channel)
    add_people(actor=alice, channel=channel, people=[bob])
    assert "You’re all caught up" in signed_in(bob).get("/inbox/").content.decode()


@pytest.mark.parametrize("handles", ["", "@nobody", "bob nobody"])
def test_an_unknown_handle_adds_nobody_and_stays_in_the_box(alice: User, bob: User, handles: str) -> None:
    channel = make_channel(alice)
    browser = signed_in(alice)
    answer = press(browser, browser.get(f"/channels/{channel.pk}/people/"), "Add", people=handles)
    assert answer.status_code == 422
    assert f'value="{handles}"' in answer.content.decode() or not handles
    assert members_of(channel) == {alice}


def test_whoever_left_the_organization_is_not_added(alice: User, bob: User) -> None:
    channel = make_channel(alice)
    User.objects.filter(pk=bob.pk).update(is_active=False, deactivated_at=bob.joined_at)
    browser = signed_in(alice)
    answer = press(browser, browser.get(f"/channels/{channel.pk}/people/"), "Add", people="bob")
    assert answer.status_code == 422
    bob.refresh_from_db()
    with pytest.raises(Refused):
        add_people(actor=alice, channel=channel, people=[bob])


def test_guests_bring_nobody_in(alice: User, bob: User, gina: User) -> None:
    channel = make_channel(alice, members=[gina])
    browser = signed_in(gina)
    page = browser.get(f"/channels/{channel.pk}/people/")
    assert b'name="people"' not in page.content
    answer = browser.post(f"/channels/{channel.pk}/people/", {"people": "alice"})
    assert answer.status_code == 422
    assert members_of(channel) == {alice, gina}


def test_to_outsiders_there_is_nothing_to_add_to(alice: User, dave: User) -> None:
    channel = make_channel(alice, is_private=True)
    browser = signed_in(dave)
    for address in ("people", "people/remove", "level", "leave", "read"):
        answer = browser.post(f"/channels/{channel.pk}/{address}/", {"people": "dave", "level": "every"})
        assert answer.status_code == 404
    with pytest.raises(Http404):
        add_people(actor=dave, channel=channel, people=[dave])
    with pytest.raises(Http404):
        follow_channel(user=dave, channel=channel)
    assert members_of(channel) == {alice}


def test_somebody_is_removed_from_the_list(alice: User, bob: User) -> None:
    channel = make_channel(alice, is_private=True, members=[bob])
    browser = signed_in(alice)
    page = browser.get(f"/channels/{channel.pk}/people/")
    assert press(browser, page, "Remove Bob Santos").status_code == 302
    assert members_of(channel) == {alice}
    assert signed_in(bob).get(channel.get_absolute_url()).status_code == 404


def test_who_only_reads_removes_nobody(alice: User, bob: User, carol: User) -> None:
    channel = make_channel(alice, members=[bob, carol])
    browser = signed_in(bob)
    assert b"Remove" not in browser.get(f"/channels/{channel.pk}/people/").content
    answer = browser.post(f"/channels/{channel.pk}/people/remove/", {"user": carol.pk})
    assert answer.status_code == 403
    with pytest.raises(Refused):
        remove_person(actor=bob, channel=channel, person=carol)
    assert carol in members_of(channel)


def test_removing_who_is_not_in_it_changes_nothing(alice: User, dave: User) -> None:
    channel = make_channel(alice)
    browser = signed_in(alice)
    for user in (dave.pk, 0, "x"):
        assert browser.post(f"/channels/{channel.pk}/people/remove/", {"user": user}).status_code == 302
    assert members_of(channel) == {alice}


def test_many_people_are_shown_in_parts(alice: User) -> None:
    channel = make_channel(alice)
    crowd = [User(name=f"Person {n:03}", email=f"p{n}@rill.example", handle=f"p{n}") for n in range(150)]
    User.objects.bulk_create(crowd)
    Membership.objects.bulk_create(Membership(channel=channel, user=one) for one in crowd)
    browser = signed_in(alice)
    first = browser.get(f"/channels/{channel.pk}/people/")
    rest = browser.get(f"/channels/{channel.pk}/people/?after={first.context['members'].after}")
    shown = [one.name for page in (first, rest) for one in page.context["members"].people]
    assert shown == ["Alice Moreau", *(f"Person {n:03}" for n in range(150))]


def test_leaving_asks_first_and_a_public_channel_stays_readable(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    browser = signed_in(bob)
    asked = browser.get(f"/channels/{channel.pk}/leave/")
    assert bob in members_of(channel)
    assert "You can still read it" in asked.content.decode()
    answer = press(browser, asked, "Leave")
    assert members_of(channel) == {alice}
    assert browser.get(answer["Location"]).status_code == 200


def test_leaving_a_private_channel_warns_that_one_cannot_come_back(alice: User, bob: User) -> None:
    channel = make_channel(alice, is_private=True, members=[bob])
    browser = signed_in(bob)
    asked = browser.get(f"/channels/{channel.pk}/leave/")
    assert "you cannot come back by yourself" in asked.content.decode()
    assert press(browser, asked, "Leave")["Location"] == "/"
    assert browser.get(channel.get_absolute_url()).status_code == 404
    answer = browser.post(f"/channels/{channel.pk}/level/", {"level": "every"})
    assert answer.status_code == 404


def test_the_last_one_cannot_leave_a_private_channel(alice: User, gina: User) -> None:
    channel = make_channel(alice, is_private=True, members=[gina])
    browser = signed_in(alice)
    answer = press(browser, browser.get(f"/channels/{channel.pk}/leave/"), "Leave")
    assert answer.status_code == 422
    assert "Nobody would be left" in answer.content.decode()
    with pytest.raises(Refused):
        leave_channel(user=alice, channel=channel)
    assert members_of(channel) == {alice, gina}


def test_when_whoever_was_in_charge_leaves_the_longest_member_is(bob: User, carol: User, dave: User) -> None:
    channel = make_channel(bob, is_private=True, members=[carol, dave])
    leave_channel(user=bob, channel=channel)
    channel.refresh_from_db()
    assert channel.responsible == carol
    assert signed_in(carol).get(f"/channels/{channel.pk}/settings/").status_code == 200


def test_while_somebody_else_is_in_charge_nobody_is_put_there(alice: User, bob: User, carol: User) -> None:
    channel = make_channel(bob, is_private=True, members=[alice, carol])
    leave_channel(user=carol, channel=channel)
    channel.refresh_from_db()
    assert channel.responsible == bob


def test_leaving_what_one_is_not_in_changes_nothing(alice: User, dave: User) -> None:
    channel = make_channel(alice)
    leave_channel(user=dave, channel=channel)
    assert members_of(channel) == {alice}


def test_nobody_is_added_to_an_archived_channel(alice: User, bob: User) -> None:
    channel = archive_channel(actor=alice, channel=make_channel(alice))
    with pytest.raises(Refused):
        add_people(actor=alice, channel=channel, people=[bob])


@pytest.mark.django_db(transaction=True)
def test_nobody_walks_in_while_a_channel_is_being_made_private(alice: User, dave: User) -> None:
    channel = make_channel(alice)
    waiting = threading.Event()
    refused: list[bool] = []

    def walk_in() -> None:
        waiting.set()
        try:
            follow_channel(user=dave, channel=channel)
        except Http404:
            refused.append(True)
        finally:
            connection.close()

    walker = threading.Thread(target=walk_in)
    with transaction.atomic():
        Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
        walker.start()
        waiting.wait(5)
        walker.join(0.3)
        assert walker.is_alive()
        Channel.objects.filter(pk=channel.pk).update(is_private=True)
    walker.join(5)
    assert refused == [True]
    assert members_of(channel) == {alice}


def test_people_of_one_name_are_all_shown(alice: User) -> None:
    channel = make_channel(alice)
    twins = [User(name="Same Name", email=f"t{n}@rill.example", handle=f"t{n}") for n in range(5)]
    User.objects.bulk_create(twins)
    Membership.objects.bulk_create(Membership(channel=channel, user=twin) for twin in twins)
    part = part_of_members(channel, None, size=3)
    rest = part_of_members(channel, part.people[-1], size=3)
    assert part.people + rest.people == [alice, *twins]
    assert (part.after, rest.after) == (twins[1].pk, 0)
