"""Saying no with a word."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.factories import make_channel, make_thread
from threads.actions.decline import decline
from threads.actions.refusals import Refused
from threads.models import Ask, Thread
from threads.queries.asks import answered_lately, waiting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(alice: User, bob: User) -> Thread:
    channel = make_channel(alice, members=[bob])
    return make_thread(alice, channel=channel, text="@bob, what do you say?", urgency="norm")


def test_the_word_stands_in_the_thread_and_the_ask_is_declined(
    alice: User, bob: User, thread: Thread
) -> None:
    message = decline(person=bob, thread=thread, word="Not mine to say, ask Dave.")
    assert (message.number, message.author) == (2, bob)
    ask = Ask.objects.get()
    assert (ask.state, ask.is_open) == ("declined", False)
    assert waiting_of(alice) == []


def test_its_author_sees_it_among_what_was_answered(alice: User, bob: User, thread: Thread) -> None:
    decline(person=bob, thread=thread, word="No.")
    ask = Ask.objects.get()
    assert ask.closed_at
    assert answered_lately(alice, ask.closed_at) == [ask]


def test_a_blank_word_and_what_nobody_asks_are_refused(alice: User, bob: User, thread: Thread) -> None:
    with pytest.raises(ValueError, match="characters"):
        decline(person=bob, thread=thread, word="  ")
    with pytest.raises(Refused):
        decline(person=alice, thread=thread, word="No.")
    assert Ask.objects.get().is_open
    assert thread.messages.count() == 1
