"""Where people start."""

from __future__ import annotations

import pytest

from accounts.actions.change_role import change_role
from accounts.actions.deactivate import deactivate
from accounts.actions.set_up_organization import set_up_organization
from accounts.models import Role, User
from tests.cast import PASSWORD, person
from tests.factories import make_channel
from threads.actions.change_channel import archive_channel
from threads.models import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return set_up_organization(
        name="Rill",
        address="",
        time_zone="Africa/Nairobi",
        owner_name="Maya Ferreira",
        email="maya@rill.example",
        password=PASSWORD,
    )


def names(user: User) -> list[str]:
    return sorted(membership.channel.name for membership in user.memberships.select_related("channel"))


def test_a_new_organization_has_three_channels(owner: User) -> None:
    assert list(Channel.objects.order_by("name").values_list("name", "kind", "for_newcomers")) == [
        ("announcements", "announcements", True),
        ("general", "regular", True),
        ("watercooler", "watercooler", False),
    ]
    assert names(owner) == ["announcements", "general", "watercooler"]


def test_a_new_member_starts_in_the_channels_for_newcomers(owner: User) -> None:
    assert names(person("Bob Santos")) == ["announcements", "general"]


def test_a_new_guest_starts_in_none(owner: User) -> None:
    assert names(person("Gina Visser", role=Role.GUEST)) == []


def test_a_second_owner_makes_no_second_set(owner: User) -> None:
    Channel.objects.all().delete()
    person("Olga Petrova", role=Role.OWNER)
    assert not Channel.objects.exists()


def test_archived_channels_take_no_newcomers(owner: User) -> None:
    archive_channel(actor=owner, channel=make_channel(owner, name="old", for_newcomers=True))
    assert "old" not in names(person("Bob Santos"))


@pytest.mark.parametrize("event", ["deactivated", "made a guest"])
def test_a_private_channel_gets_somebody_in_charge_when_its_maker_no_longer_is(
    olga: User, bob: User, carol: User, dave: User, event: str
) -> None:
    channel = make_channel(bob, is_private=True, members=[carol, dave])
    if event == "deactivated":
        deactivate(actor=olga, user=bob)
    else:
        change_role(actor=olga, user=bob, role=Role.GUEST)
    channel.refresh_from_db()
    assert channel.responsible == carol
