"""The list of channels, and making one."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel
from tests.plain_forms import press
from tests.threads.channels.rows import rows_on, titles_on
from threads.actions.change_channel import archive_channel
from threads.actions.channel_names import NameTaken
from threads.actions.refusals import Refused
from threads.models import Channel, ChannelName, Membership

pytestmark = pytest.mark.django_db


def test_public_channels_and_my_private_ones_are_listed(alice: User, bob: User, dave: User) -> None:
    make_channel(alice, name="pumps", purpose="What lifts water")
    make_channel(alice, name="hush", is_private=True, members=[bob])
    hush, pumps = rows_on(signed_in(bob).get("/channels/"))
    assert hush == "hush Private 2 members Leave… #hush"
    assert pumps == "pumps What lifts water 1 member Follow #pumps"
    page = signed_in(dave).get("/channels/")
    assert titles_on(page) == ["pumps"]
    assert b"hush" not in page.content


def test_a_guest_sees_only_its_own(alice: User, gina: User) -> None:
    make_channel(alice, name="pumps")
    make_channel(alice, name="guests", members=[gina])
    page = signed_in(gina).get("/channels/")
    assert titles_on(page) == ["guests"]
    assert b"New channel" not in page.content


def test_archived_ones_stand_apart_and_cannot_be_followed(alice: User, bob: User) -> None:
    archive_channel(actor=alice, channel=make_channel(alice, name="done"))
    make_channel(alice, name="pumps")
    page = signed_in(bob).get("/channels/")
    assert titles_on(page) == ["pumps", "done"]
    assert rows_on(page)[1] == "done 1 member"


def test_following_from_the_list(alice: User, bob: User) -> None:
    channel = make_channel(alice, name="pumps")
    browser = signed_in(bob)
    press(browser, browser.get("/channels/"), "Follow")
    assert Membership.objects.filter(channel=channel, user=bob).exists()


def test_a_channel_is_made_by_filling_in_a_form(bob: User) -> None:
    browser = signed_in(bob)
    page = browser.get("/channels/new/")
    answer = press(browser, page, "Make the channel", name=" #Field Ops", purpose="Wells", kind="watercooler")
    channel = Channel.objects.get(name="field-ops")
    assert answer["Location"] == f"/channels/{channel.pk}/people/"
    assert (channel.purpose, channel.kind, channel.is_private) == ("Wells", "watercooler", False)
    assert (channel.created_by, channel.responsible) == (bob, bob)
    assert Membership.objects.filter(channel=channel, user=bob).exists()


def test_a_private_channel_has_its_maker_alone(bob: User) -> None:
    browser = signed_in(bob)
    press(browser, browser.get("/channels/new/"), "Make the channel", name="hush", readers="invited")
    channel = Channel.objects.get(name="hush")
    assert channel.is_private
    assert [member.user for member in channel.memberships.all()] == [bob]


@pytest.mark.parametrize("name", ["", "#", "ünicode", "a/b", "-x", "x" * 41, "<script>"])
def test_a_name_that_is_none_is_refused_and_everything_typed_stays(bob: User, name: str) -> None:
    browser = signed_in(bob)
    page = browser.get("/channels/new/")
    answer = press(browser, page, "Make the channel", name=name, purpose="Keep me")
    assert answer.status_code == 422
    assert b"Keep me" in answer.content
    assert not Channel.objects.exists()


def test_a_public_name_is_given_once(alice: User, bob: User) -> None:
    make_channel(alice, name="pumps")
    browser = signed_in(bob)
    answer = press(browser, browser.get("/channels/new/"), "Make the channel", name="pumps")
    assert answer.status_code == 422
    assert "There is a channel #pumps already." in answer.content.decode()
    with pytest.raises(NameTaken):
        make_channel(bob, name="pumps", is_private=True)


def test_a_name_taken_by_a_private_channel_tells_nobody_that_it_exists(alice: User, bob: User) -> None:
    make_channel(alice, name="layoffs", is_private=True)
    browser = signed_in(bob)
    answer = press(browser, browser.get("/channels/new/"), "Make the channel", name="layoffs")
    assert answer.status_code == 302
    assert Channel.objects.filter(name="layoffs").count() == 2


def test_a_member_of_a_private_channel_is_told_that_its_name_is_taken(alice: User, bob: User) -> None:
    make_channel(alice, name="layoffs", is_private=True, members=[bob])
    with pytest.raises(NameTaken):
        make_channel(bob, name="layoffs")


def test_a_new_public_channel_takes_over_the_former_name_of_another(alice: User, bob: User) -> None:
    wells = make_channel(alice, name="wells")
    ChannelName.objects.create(name="pumps", channel=wells)
    make_channel(alice, name="pumps", is_private=True)
    assert ChannelName.objects.get(name="pumps").channel == wells
    make_channel(bob, name="pumps")
    assert not ChannelName.objects.exists()


def test_guests_make_no_channels(gina: User) -> None:
    browser = signed_in(gina)
    assert browser.get("/channels/new/").status_code == 403
    answer = browser.post("/channels/new/", {"name": "x", "readers": "everyone", "kind": "regular"})
    assert answer.status_code == 403
    with pytest.raises(Refused):
        make_channel(gina, name="x")
    assert not Channel.objects.exists()
