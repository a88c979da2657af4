"""A channel's settings."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.cast import signed_in
from tests.factories import make_channel, make_thread
from tests.plain_forms import Page, press
from threads.access import readers_of_channel
from threads.actions.change_channel import archive_channel, bring_back_channel, change_channel
from threads.actions.refusals import Refused
from threads.models import Channel, ChannelName, Membership

pytestmark = pytest.mark.django_db


def save(browser: Client, channel: Channel, **changes: object) -> Page:
    return press(browser, browser.get(f"/channels/{channel.pk}/settings/"), "Save", **changes)


def test_what_is_saved_stands_there_again(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    browser = signed_in(alice)
    answer = save(browser, channel, name="Wells", purpose="Depth", kind="announcements", responsible=bob.pk)
    assert answer.status_code == 302
    channel.refresh_from_db()
    assert (channel.name, channel.purpose, channel.kind) == ("wells", "Depth", "announcements")
    assert channel.responsible == bob
    again = browser.get(answer["Location"]).content.decode()
    assert 'value="wells"' in again
    assert f'<option value="{bob.pk}" selected>' in again


def test_pressing_save_changes_nothing_by_itself(alice: User) -> None:
    channel = make_channel(alice, purpose="Depth", kind="watercooler", is_private=True)
    before = Channel.objects.values().get(pk=channel.pk)
    assert save(signed_in(alice), channel).status_code == 302
    assert Channel.objects.values().get(pk=channel.pk) == before


def test_the_old_name_still_leads_there_after_a_renaming(alice: User) -> None:
    channel = make_channel(alice, name="wells")
    browser = signed_in(alice)
    save(browser, channel, name="pumps")
    assert ChannelName.objects.get(name="wells").channel == channel
    writer = make_channel(alice, purpose="As said in #wells")
    page = browser.get(writer.get_absolute_url()).content.decode()
    assert f'href="/c/{channel.pk}/pumps/"' in page
    save(browser, channel, name="wells")
    assert [former.name for former in channel.former_names.all()] == ["pumps"]


def test_a_private_channels_old_name_leads_nowhere(alice: User) -> None:
    channel = make_channel(alice, name="hush", is_private=True)
    save(signed_in(alice), channel, name="hushed")
    assert not ChannelName.objects.exists()


def test_a_taken_name_is_refused_at_its_field(alice: User) -> None:
    make_channel(alice, name="wells")
    channel = make_channel(alice, name="pumps")
    answer = save(signed_in(alice), channel, name="wells")
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] == [
        "There is a channel #wells already. Choose another name."
    ]


def test_made_private_its_members_alone_go_on_reading(alice: User, bob: User, dave: User) -> None:
    channel = make_channel(alice, members=[bob])
    assert dave in readers_of_channel(channel)
    save(signed_in(alice), channel, readers="invited")
    channel.refresh_from_db()
    assert set(readers_of_channel(channel)) == {alice, bob}


def test_whoever_makes_it_private_stays_in_it(alice: User, bob: User) -> None:
    channel = make_channel(bob)
    save(signed_in(alice), channel, readers="invited")
    channel.refresh_from_db()
    assert set(readers_of_channel(channel)) == {alice, bob}


def test_made_private_newcomers_start_elsewhere(alice: User) -> None:
    channel = make_channel(alice, for_newcomers=True)
    save(signed_in(alice), channel, readers="invited", for_newcomers="on")
    channel.refresh_from_db()
    assert channel.is_private
    assert not channel.for_newcomers


def test_making_it_public_asks_once_more(alice: User, dave: User) -> None:
    channel = make_channel(alice, is_private=True)
    thread = make_thread(alice, channel=channel)
    browser = signed_in(alice)
    warned = save(browser, channel, readers="everyone")
    assert warned.status_code == 422
    assert "Everyone at Rill will read what was written here" in warned.content.decode()
    assert signed_in(dave).get(thread.get_absolute_url()).status_code == 404
    assert press(browser, warned, "Save", everyone_may_read="on").status_code == 302
    assert signed_in(dave).get(thread.get_absolute_url()).status_code == 200


def test_a_private_channel_cannot_go_public_under_a_public_name(alice: User, bob: User) -> None:
    channel = make_channel(alice, name="wells", is_private=True)
    make_channel(bob, name="wells")
    answer = save(signed_in(alice), channel, readers="everyone", everyone_may_read="on")
    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors


def test_who_cannot_read_it_is_not_responsible_for_it(alice: User, bob: User, gina: User) -> None:
    channel = make_channel(alice, members=[gina])
    browser = signed_in(alice)
    assert save(browser, channel, responsible=gina.pk).status_code == 422
    answer = save(browser, channel, responsible=bob.pk, readers="invited")
    assert answer.status_code == 422
    assert "Bob Santos cannot read this channel." in answer.content.decode()
    channel.refresh_from_db()
    assert not channel.is_private


@pytest.mark.parametrize("who", ["bob", "gina"])
def test_whoever_only_reads_it_changes_nothing(
    request: pytest.FixtureRequest, alice: User, bob: User, gina: User, who: str
) -> None:
    channel = make_channel(alice, name="wells", members=[bob, gina])
    user: User = request.getfixturevalue(who)
    browser = signed_in(user)
    for address in ("settings", "archive"):
        assert browser.get(f"/channels/{channel.pk}/{address}/").status_code == 403
    for address in ("settings", "archive", "bring-back"):
        assert browser.post(f"/channels/{channel.pk}/{address}/", {"name": "x"}).status_code == 403
    with pytest.raises(Refused):
        archive_channel(actor=user, channel=channel)
    with pytest.raises(Refused):
        change_channel(
            actor=user,
            channel=channel,
            name="x",
            purpose="",
            kind="regular",
            is_private=False,
            responsible=None,
        )
    channel.refresh_from_db()
    assert (channel.name, channel.is_archived) == ("wells", False)


def test_to_outsiders_a_private_channels_settings_are_absent(alice: User, olga: User) -> None:
    channel = make_channel(alice, is_private=True)
    browser = signed_in(olga)
    for address in ("settings", "archive", "people", "leave"):
        forbidden = browser.get(f"/channels/{channel.pk}/{address}/")
        assert forbidden.status_code == 404
        assert forbidden.content == browser.get(f"/channels/999999/{address}/").content


def test_whoever_is_responsible_may_change_it(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    save(signed_in(alice), channel, responsible=bob.pk)
    assert save(signed_in(bob), channel, purpose="Mine now").status_code == 302


def test_only_admins_say_where_newcomers_start(alice: User, bob: User) -> None:
    channel = make_channel(bob)
    browser = signed_in(bob)
    assert b"New members start in it" not in browser.get(f"/channels/{channel.pk}/settings/").content
    save(browser, channel, for_newcomers="on")
    channel.refresh_from_db()
    assert not channel.for_newcomers
    save(signed_in(alice), channel, for_newcomers="on")
    channel.refresh_from_db()
    assert channel.for_newcomers


def test_archived_it_is_read_and_not_written_to_until_it_is_brought_back(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    browser = signed_in(alice)
    asked = browser.get(f"/channels/{channel.pk}/archive/")
    assert not Channel.objects.get(pk=channel.pk).is_archived
    press(browser, asked, "Archive")
    page = signed_in(bob).get(channel.get_absolute_url())
    assert page.status_code == 200
    assert "Archived. It can be read and no longer written to." in page.content.decode()
    assert signed_in(bob).get(f"/threads/new/?channel={channel.pk}").status_code == 403
    press(browser, browser.get(channel.get_absolute_url()), "Bring it back")
    assert not Channel.objects.get(pk=channel.pk).is_archived


def test_archiving_twice_keeps_the_first_moment(alice: User) -> None:
    channel = make_channel(alice)
    first = archive_channel(actor=alice, channel=channel).archived_at
    assert archive_channel(actor=alice, channel=channel).archived_at == first
    assert bring_back_channel(actor=alice, channel=channel).archived_at is None
    assert Membership.objects.filter(channel=channel, user=alice).exists()
