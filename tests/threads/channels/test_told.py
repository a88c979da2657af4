"""What open browsers are told when a channel or its people change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from tests.factories import make_channel
from threads import live
from threads.actions.change_channel import archive_channel, change_channel
from threads.actions.membership import add_people, follow_channel, leave_channel, remove_person
from threads.carrier import Frame, Order

pytestmark = pytest.mark.django_db

Told = Callable[[Callable[[], object]], list[Frame | Order]]


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Told:
    def while_doing(act: Callable[[], object]) -> list[Frame | Order]:
        published: list[Frame | Order] = []
        monkeypatch.setattr(live, "publish", lambda *parcels: published.extend(parcels))
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return published

    return while_doing


def rechecked(parcels: list[Frame | Order]) -> list[int]:
    return sorted(one.user_id for one in parcels if isinstance(one, Order) and one.verb == "recheck")


def sidebars(parcels: list[Frame | Order]) -> list[str]:
    frames = [one for one in parcels if isinstance(one, Frame) and "sidebar" in one.payload]
    return sorted(group for frame in frames for group in frame.groups)


def test_whoever_comes_or_goes_gets_another_sidebar_and_rights(alice: User, bob: User, told: Told) -> None:
    channel = make_channel(alice, is_private=True)
    for act in (
        lambda: add_people(actor=alice, channel=channel, people=[bob]),
        lambda: remove_person(actor=alice, channel=channel, person=bob),
    ):
        parcels = told(act)
        assert rechecked(parcels) == [bob.pk]
        assert sidebars(parcels) == [f"u{bob.pk}"]


def test_nobody_is_told_when_nothing_changed(alice: User, bob: User, told: Told) -> None:
    channel = make_channel(alice, members=[bob])
    assert not told(lambda: add_people(actor=alice, channel=channel, people=[bob]))
    assert told(lambda: leave_channel(user=bob, channel=channel))
    assert not told(lambda: leave_channel(user=bob, channel=channel))


def test_made_private_whoever_only_looked_on_must_leave(
    alice: User, bob: User, dave: User, gina: User, told: Told
) -> None:
    channel = make_channel(alice, members=[bob])
    parcels = told(
        lambda: change_channel(
            actor=alice,
            channel=channel,
            name=channel.name,
            purpose="",
            kind="regular",
            is_private=True,
            responsible=None,
        )
    )
    assert rechecked(parcels) == sorted([dave.pk, gina.pk])
    assert sidebars(parcels) == [f"c{channel.pk}"]


def test_members_see_a_channel_renamed_or_archived(alice: User, bob: User, told: Told) -> None:
    channel = make_channel(alice, members=[bob])
    assert sidebars(told(lambda: archive_channel(actor=alice, channel=channel))) == [f"c{channel.pk}"]


def test_a_follower_gets_the_channel_into_the_sidebar(alice: User, bob: User, told: Told) -> None:
    channel = make_channel(alice)
    assert sidebars(told(lambda: follow_channel(user=bob, channel=channel))) == [f"u{bob.pk}"]
