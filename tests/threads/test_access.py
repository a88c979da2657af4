"""The door: every role against every kind of channel and thread."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.factories import make_channel, make_direct, make_thread, post
from threads.access import (
    READABLE,
    channel_for,
    message_for,
    readers_of,
    thread_for,
    visible_channels,
    visible_threads,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(olga: User, alice: User, bob: User, carol: User, dave: User, gina: User) -> list[User]:
    return [olga, alice, bob, carol, dave, gina]


def test_a_public_channel_is_read_by_all_but_guests(crowd: list[User], alice: User, gina: User) -> None:
    thread = make_thread(alice, channel=make_channel(alice))
    assert set(readers_of(thread)) == {*crowd} - {gina}


def test_a_guest_reads_what_it_was_added_to(alice: User, gina: User) -> None:
    make_channel(alice, name="others")
    mine = make_channel(alice, name="mine", members=[gina])
    assert list(visible_channels(gina)) == [mine]
    assert channel_for(gina, mine.pk) == mine


def test_a_private_channel_is_read_by_its_members_alone_whatever_their_role(
    crowd: list[User], bob: User, carol: User
) -> None:
    channel = make_channel(bob, is_private=True, members=[carol])
    thread = make_thread(bob, channel=channel)
    message = post(bob, thread)
    assert set(readers_of(thread)) == {bob, carol}
    outsiders = [person for person in crowd if person not in (bob, carol)]
    assert outsiders
    for person in crowd:
        doors = (
            lambda: channel_for(person, channel.pk),  # noqa: B023
            lambda: thread_for(person, thread.pk),  # noqa: B023
            lambda: message_for(person, message.pk),  # noqa: B023
        )
        for door in doors:
            if person in outsiders:
                with pytest.raises(Http404):
                    door()
            else:
                assert door()


def test_a_direct_thread_is_read_by_its_people_alone(crowd: list[User], bob: User, gina: User) -> None:
    thread = make_direct(bob, [gina])
    assert set(readers_of(thread)) == {bob, gina}
    for person in crowd:
        assert visible_threads(person).filter(pk=thread.pk).exists() == (person in (bob, gina))


def test_a_deactivated_person_is_no_reader(alice: User, bob: User) -> None:
    thread = make_thread(alice)
    bob.is_active, bob.deactivated_at = False, bob.joined_at
    bob.save(update_fields=["is_active", "deactivated_at"])
    assert bob not in readers_of(thread)


def test_absent_and_forbidden_cost_the_same_single_query(
    bob: User, dave: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    thread = make_thread(bob, channel=make_channel(bob, is_private=True))
    for key in (thread.pk, 999_999):
        with django_assert_num_queries(1), pytest.raises(Http404):
            thread_for(dave, key)


def test_the_rule_in_sql_says_what_the_door_says(
    crowd: list[User], alice: User, bob: User, dave: User, gina: User
) -> None:
    make_thread(alice, channel=make_channel(alice))
    make_thread(alice, channel=make_channel(alice, members=[gina]))
    make_thread(bob, channel=make_channel(bob, is_private=True, members=[alice]))
    make_direct(bob, [dave])
    with connection.cursor() as cursor:
        cursor.execute(f"""
            SELECT person.id, thread.id FROM accounts_user person CROSS JOIN threads_thread thread
            LEFT JOIN threads_channel channel ON channel.id = thread.channel_id
            LEFT JOIN threads_membership member
                ON member.user_id = person.id AND member.channel_id = thread.channel_id
            LEFT JOIN threads_participant part ON part.user_id = person.id AND part.thread_id = thread.id
            WHERE {READABLE}
        """)  # noqa: S608
        found = set(cursor.fetchall())
    assert found == {(person.pk, thread.pk) for person in crowd for thread in visible_threads(person)}
    assert 0 < len(found) < len(crowd) * 4
