"""What stands in a digest: in its order, unread, readable now, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Organization, User
from accounts.queries import schedule_for
from notifications.digest.content import Content, content_for
from notifications.digest.mail import letter
from notifications.digest.plans import Person
from notifications.digest.schedule import DigestWishes
from notifications.models import Digest
from tests.factories import make_channel, make_direct, make_thread, post
from tests.notifications.conftest import Clock
from threads.actions.change_thread import move_thread, resolve_thread
from threads.actions.edit_message import delete_message
from threads.actions.mark_read import follow_thread, mark_read
from threads.actions.membership import leave_channel, remove_person
from threads.actions.post_message import post_message
from threads.models import Ask, Channel, Membership, Thread

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MONDAY_9 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def channel(clock: Clock, alice: User, bob: User) -> Channel:
    clock.to(FRIDAY + timedelta(minutes=5))
    return open_channel(alice, bob)


def test_the_sections_stand_in_their_order(channel: Channel, clock: Clock, alice: User, bob: User) -> None:
    asked = make_thread(alice, channel=channel, title="Asked")
    post_message(author=alice, thread=asked, text=f"@{bob.handle} which?", urgency="norm")
    named = make_thread(alice, channel=channel, title="Named")
    post(alice, named, f"thanks to @{bob.handle}")
    make_direct(alice, [bob], title="Direct", text="Hello.")
    decided = make_thread(alice, channel=channel, title="Decided")
    resolve_thread(actor=alice, thread=decided, outcome="We do it.")
    followed = make_thread(alice, channel=channel, title="Followed")
    follow_thread(user=bob, thread=followed, following=True)
    post(alice, followed)
    make_thread(alice, channel=channel, title="New")
    found = content(bob)
    assert [ask.title for ask in found.asks] == ["Asked"]
    assert {one.thread.title for one in found.held} == {"Direct", "Named"}
    assert (found.mentions, found.directs) == (1, 1)
    assert [row.title for row in found.decisions] == ["Decided"]
    assert [(one.thread.title, one.new) for one in found.followed] == [("Followed", 2)]
    assert [row.title for row in found.new] == ["New"]
    text = written(bob, found)
    places = [text.index(title) for title in ("Asked", "Named", "Decided", "- Followed", "- New,")]
    assert places == sorted(places)


def test_asks_are_by_due_time_and_stay_until_they_are_answered(
    channel: Channel, alice: User, bob: User
) -> None:
    later, sooner = (make_thread(alice, channel=channel, title=title) for title in ("Later", "Sooner"))
    for thread in (later, sooner):
        post_message(author=alice, thread=thread, text=f"@{bob.handle} which?", urgency="norm")
    Ask.objects.filter(message__thread=later).update(due_at=MONDAY_9 + timedelta(days=3))
    Ask.objects.filter(message__thread=sooner).update(due_at=MONDAY_9 + timedelta(days=1))
    for thread in (later, sooner):
        mark_read(user=bob, thread=thread, number=2)
    found = content(bob)
    assert [ask.title for ask in found.asks] == ["Sooner", "Later"]
    assert not found.has_news
    post(bob, sooner, "This one.")
    assert [ask.title for ask in content(bob).asks] == ["Later"]


def test_what_was_read_or_written_by_oneself_is_no_news(channel: Channel, alice: User, bob: User) -> None:
    thread = make_thread(alice, channel=channel)
    make_thread(bob, channel=channel)
    assert content(bob).has_news
    mark_read(user=bob, thread=thread, number=1)
    assert not content(bob).has_news


def test_the_watercooler_never_stands_in_it(clock: Clock, alice: User, bob: User) -> None:
    clock.to(FRIDAY + timedelta(minutes=5))
    cooler = open_channel(alice, bob, kind=Channel.Kind.WATERCOOLER)
    thread = make_thread(alice, channel=cooler, title="Lunch")
    follow_thread(user=bob, thread=thread, following=True)
    post(alice, thread, f"@{bob.handle} soup?")
    found = content(bob)
    assert not found.has_news
    assert thread.pk not in found.carried


def test_a_muted_channel_tells_only_what_is_followed(channel: Channel, alice: User, bob: User) -> None:
    Membership.objects.filter(user=bob, channel=channel).update(level="muted")
    thread = make_thread(alice, channel=channel, title="Noise")
    post(alice, thread, f"@{bob.handle} hm")
    assert not content(bob).has_news
    follow_thread(user=bob, thread=thread, following=True)
    assert content(bob).has_news


def test_a_mention_in_a_public_channel_that_one_is_not_in_is_told(
    clock: Clock, alice: User, bob: User
) -> None:
    clock.to(FRIDAY + timedelta(minutes=5))
    thread = make_thread(alice, channel=open_channel(alice), title="Elsewhere")
    post(alice, thread, f"@{bob.handle} look")
    assert [one.thread.title for one in content(bob).held] == ["Elsewhere"]


def test_what_is_outside_the_interval_belongs_to_another_digest(
    channel: Channel, clock: Clock, alice: User, bob: User
) -> None:
    thread = make_thread(alice, channel=channel, title="On the border")
    at = clock.at
    assert not content_for(bob, at, MONDAY_9).has_news
    assert not content_for(bob, FRIDAY, at - timedelta(seconds=1)).has_news
    found = content_for(bob, FRIDAY, at)
    assert [row.title for row in found.new] == [thread.title]


@pytest.mark.parametrize("way", ["private", "left", "removed", "deleted", "moved", "guest"])
def test_what_may_not_be_read_at_that_moment_leaves_no_byte(
    way: str, channel: Channel, clock: Clock, alice: User, bob: User, organization: Organization
) -> None:
    secret = open_channel(alice, bob, is_private=True)
    place = channel if way in {"deleted", "moved", "guest"} else secret
    thread = make_thread(alice, channel=place, title="Quince", text="Quince first.")
    said = post_message(author=alice, thread=thread, text=f"@{bob.handle} quince?", urgency="norm")
    follow_thread(user=bob, thread=thread, following=True)
    resolved = make_thread(alice, channel=place, title="Quince settled")
    resolve_thread(actor=alice, thread=resolved, outcome="Quince it is.")
    assert "quince" in written(bob, content(bob)).lower()
    LOSSES[way](alice, bob, thread, resolved, said.pk)
    found = content(bob)
    assert "quince" not in written(bob, found).lower()
    assert not found.has_news
    assert not found.carried


def hide(alice: User, bob: User, thread: Thread, resolved: Thread, said: int) -> None:
    assert thread.channel
    Membership.objects.filter(user=bob, channel=thread.channel).delete()


def leave(alice: User, bob: User, thread: Thread, resolved: Thread, said: int) -> None:
    assert thread.channel
    leave_channel(user=bob, channel=thread.channel)


def remove(alice: User, bob: User, thread: Thread, resolved: Thread, said: int) -> None:
    assert thread.channel
    remove_person(actor=alice, channel=thread.channel, person=bob)


def delete(alice: User, bob: User, thread: Thread, resolved: Thread, said: int) -> None:
    for message in thread.messages.order_by("number"):
        delete_message(actor=alice, message=message)
    Thread.objects.filter(pk=resolved.pk).delete()


def move(alice: User, bob: User, thread: Thread, resolved: Thread, said: int) -> None:
    for one in (thread, resolved):
        move_thread(actor=alice, thread=one, channel=make_channel(alice, is_private=True))


def become_guest(alice: User, bob: User, thread: Thread, resolved: Thread, said: int) -> None:
    User.objects.filter(pk=bob.pk).update(role="guest")
    bob.refresh_from_db()
    Membership.objects.filter(user=bob).delete()


LOSSES: dict[str, Callable[[User, User, Thread, Thread, int], None]] = {
    "private": hide,
    "left": leave,
    "removed": remove,
    "deleted": delete,
    "moved": move,
    "guest": become_guest,
}


def open_channel(maker: User, *members: User, **settings: Any) -> Channel:
    """Its people are in it since Friday noon, with nothing read."""
    made = make_channel(maker, members=members, **settings)
    made.memberships.update(joined_at=FRIDAY, caught_up_at=FRIDAY)
    return made


def content(user: User) -> Content:
    return content_for(user, FRIDAY, MONDAY_9)


def written(user: User, found: Content) -> str:
    """Every byte of the mail that a person reads."""
    digest = Digest(user=user, local_date=MONDAY_9.date(), after=FRIDAY, until=MONDAY_9)
    organization = Organization.current()
    made = letter(digest, somebody(user), found, organization, MONDAY_9).mail
    return made.text + made.subject + made.html


def somebody(user: User) -> Person:
    return Person(user.pk, 0, schedule_for(user), DigestWishes(), FRIDAY, FRIDAY, frozenset())
