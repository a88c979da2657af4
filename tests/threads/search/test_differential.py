"""Search against a slow reader that shares no code with it: the same set for every role."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from tests.cast import person
from tests.factories import make_channel, make_direct, make_thread, post
from tests.threads.search.world import Facts, Oracle, question, sentence
from threads.actions.change_thread import resolve_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.models import ActionItem, Channel, Membership, Message, ReadMark, SavedMessage, Thread
from threads.search import walk
from threads.search.rebuild import rebuild
from threads.search.results import Search, find, prepared

pytestmark = pytest.mark.django_db

BEGAN = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
TODAY = date(2026, 3, 12)
QUESTIONS = 84
"""For each of six seeds, each asked by every role."""


@pytest.fixture
def people(olga: User, alice: User, bob: User, dave: User, gina: User) -> list[User]:
    """Owner, admin, member, a member elsewhere in no private channel, a guest of two channels and a
    guest of none."""
    User.objects.filter(pk=dave.pk).update(time_zone="Pacific/Auckland")
    dave.refresh_from_db()
    return [olga, alice, bob, dave, gina, person("Greta Gast", role="guest")]


@pytest.fixture
def world(people: list[User]) -> Facts:
    """Two public channels, two private ones, direct threads; every state a filter asks about."""
    chance = random.Random(4)
    olga, alice, bob, dave, gina, _greta = people
    channels = [
        make_channel(alice, name="open", members=[bob, gina]),
        make_channel(bob, name="wide", members=[dave]),
        make_channel(bob, name="secret", is_private=True, members=[alice, gina]),
        make_channel(olga, name="board", is_private=True, members=[alice]),
    ]
    threads = [_thread(chance, channel, people) for channel in channels for _ in range(4)]
    threads += [
        make_direct(bob, [gina], title=sentence(chance), text=sentence(chance)),
        make_direct(olga, [dave, alice], title=sentence(chance), text=sentence(chance)),
    ]
    for thread in threads:
        for _ in range(chance.randint(2, 5)):
            post(chance.choice(_readers(thread, people)), thread, sentence(chance))
    _traces(chance, threads, people)
    for place, message in enumerate(Message.objects.order_by("pk")):
        at = BEGAN + timedelta(hours=2 * place)
        Message.objects.filter(pk=message.pk).update(created_at=at)
    # As the import of old messages does: what was said when is told anew.
    rebuild()
    return Facts(
        handles=tuple(person.handle for person in people),
        channels=("open", "wide"),
        threads=tuple(thread.pk for thread in threads),
        first=BEGAN.date(),
    )


def _thread(chance: random.Random, channel: Channel, people: list[User]) -> Thread:
    members = [p for p in people if Membership.objects.filter(channel=channel, user=p).exists()]
    return make_thread(
        chance.choice(members),
        channel=channel,
        title=sentence(chance),
        text=sentence(chance),
        kind=chance.choice(("discussion", "decision")),
        responsible=chance.choice([None, *members]),
    )


def _readers(thread: Thread, people: list[User]) -> list[User]:
    oracle = Oracle()
    return [person for person in people if oracle.may_read(person, oracle.threads[thread.pk])]


def _traces(chance: random.Random, threads: list[Thread], people: list[User]) -> None:
    """Outcomes, edits, deletions, read marks, what is muted, saved and to be done."""
    for thread in chance.sample(threads, 8):
        resolve_thread(actor=_readers(thread, people)[0], thread=thread, outcome=sentence(chance))
    messages = list(Message.objects.select_related("author", "thread__channel").order_by("pk"))
    for message in chance.sample(messages, 8):
        edit_message(editor=message.author, message=message, text=sentence(chance))
    for message in chance.sample(messages, 5):
        delete_message(actor=message.author, message=message)
    for message in chance.sample(messages, 14):
        reader = chance.choice(_readers(message.thread, people))
        SavedMessage.objects.get_or_create(user=reader, message=message)
        ActionItem.objects.create(message=message, text="Do it", owner=reader, created_by=reader)
        ReadMark.objects.update_or_create(
            user=reader,
            thread=message.thread,
            defaults={"number": message.number, "following": chance.choice([None, True, False])},
        )
    Membership.objects.filter(channel__name="wide", user__handle="dave").update(level="muted")
    Membership.objects.update(joined_at=BEGAN, caught_up_at=BEGAN - timedelta(days=1))


@pytest.mark.parametrize("seed", range(6))
def test_every_role_finds_what_a_slow_reader_finds(world: Facts, people: list[User], seed: int) -> None:
    oracle, chance = Oracle(), random.Random(seed)
    found_something = 0
    for number in range(QUESTIONS):
        asked = question(chance, world)
        for user in people:
            with timezone.override(user.time_zone):
                search = prepared(user, asked.text, TODAY)
            unknown = {p.text for p in search.problems}
            if unknown:
                # Guests do not know everybody, nor every channel: that is told, not searched.
                assert user.is_guest, (asked.text, search.problems)
                continue
            part = walk.newest(search.texts, search.words.positive, search.other, search.words.newest + 1)
            assert part.floor == 0
            hits = {(hit.thread, hit.message) for hit in part.hits}
            expected = oracle.hits(user, asked)
            assert hits == expected, (user.handle, asked.text)
            found_something += bool(expected)
            if number % 5 == 0:
                assert _by_pages(search) == sorted({thread for thread, _message in expected})
    assert found_something > QUESTIONS


def _by_pages(search: Search) -> list[int]:
    threads, cursor = [], ""
    while True:
        found = find(search, cursor=cursor, size=4)
        threads += [group.thread for group in found.groups]
        if not found.next:
            return sorted(threads)
        cursor = found.next
