"""What is unread: read marks, joining late, muting, following, catching up."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from tests.factories import make_channel, make_direct, make_thread, post
from threads.actions.mark_read import mark_channel_read, mark_read, mark_unread
from threads.models import Level, Membership, ReadMark, Thread
from threads.queries.sidebar import Sidebar
from threads.queries.unread import unread_threads, with_reading

pytestmark = pytest.mark.django_db


def seen_by(user: User, thread: Thread) -> Any:
    return with_reading(Thread.objects.filter(pk=thread.pk), user).get()


def test_a_new_thread_in_my_channel_is_unread_until_i_read_it(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    thread = make_thread(alice, channel=channel)
    assert list(unread_threads(bob)) == [thread]
    assert [link.unread for link in Sidebar(bob).channels] == [True]
    mark_read(user=bob, thread=thread, number=1)
    assert not unread_threads(bob).exists()
    assert [link.unread for link in Sidebar(bob).channels] == [False]


def test_what_i_wrote_is_not_unread_for_me(alice: User) -> None:
    make_thread(alice, channel=make_channel(alice))
    assert not unread_threads(alice).exists()


def test_what_was_said_before_i_joined_is_read(alice: User, bob: User) -> None:
    channel = make_channel(alice)
    thread = make_thread(alice, channel=channel)
    post(alice, thread)
    Membership.objects.create(user=bob, channel=channel)
    assert not unread_threads(bob).exists()
    post(alice, thread)
    assert seen_by(bob, thread).read_number == 2
    assert list(unread_threads(bob)) == [thread]


def test_a_channel_that_i_am_not_in_is_never_unread(alice: User, bob: User) -> None:
    make_thread(alice, channel=make_channel(alice))
    assert not unread_threads(bob).exists()


def test_a_followed_thread_is_unread_in_a_muted_channel_too(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    Membership.objects.filter(user=bob).update(level=Level.MUTED)
    quiet, followed = make_thread(alice, channel=channel), make_thread(alice, channel=channel)
    ReadMark.objects.create(user=bob, thread=followed, following=True)
    assert list(unread_threads(bob)) == [followed]
    assert quiet.pk != followed.pk


def test_a_thread_that_i_stopped_following_is_not_unread(alice: User, bob: User) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    ReadMark.objects.create(user=bob, thread=thread, following=False)
    assert not unread_threads(bob).exists()


def test_a_direct_thread_is_unread_for_the_other(alice: User, bob: User) -> None:
    thread = make_direct(alice, [bob])
    assert list(unread_threads(bob)) == [thread]
    assert [(d.label, d.unread) for d in Sidebar(bob).direct] == [("Alice", True)]


def test_reading_never_moves_back_and_never_past_the_end(alice: User, bob: User) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    post(alice, thread)
    mark_read(user=bob, thread=thread, number=99)
    mark_read(user=bob, thread=thread, number=1)
    assert seen_by(bob, thread).read_number == 2


def test_marking_unread_from_a_message_moves_back(alice: User, bob: User) -> None:
    thread = make_thread(alice, channel=make_channel(alice, members=[bob]))
    post(alice, thread)
    mark_read(user=bob, thread=thread, number=2)
    mark_unread(user=bob, thread=thread, number=2)
    assert seen_by(bob, thread).read_number == 1
    assert list(unread_threads(bob)) == [thread]


def test_a_whole_channel_is_marked_as_read(alice: User, bob: User) -> None:
    channel = make_channel(alice, members=[bob])
    threads = [make_thread(alice, channel=channel) for _ in range(3)]
    mark_channel_read(user=bob, channel=channel)
    assert not unread_threads(bob).exists()
    post(alice, threads[0])
    assert list(unread_threads(bob)) == [threads[0]]
    assert seen_by(bob, threads[0]).read_number == 1


def test_an_old_thread_that_is_kept_for_later_shows_again(alice: User, bob: User) -> None:
    channel = make_channel(alice)
    thread = make_thread(alice, channel=channel)
    Membership.objects.create(user=bob, channel=channel)
    mark_unread(user=bob, thread=thread, number=1)
    assert list(unread_threads(bob)) == [thread]
    assert [link.unread for link in Sidebar(bob).channels] == [True]
    mark_read(user=bob, thread=thread, number=1)
    assert [link.unread for link in Sidebar(bob).channels] == [False]
