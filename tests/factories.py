"""Channels, threads and messages for tests, made by the actions that the pages use."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from accounts.models import User
from threads.actions.make_channel import make_channel as make_channel_by_action
from threads.actions.membership import add_people
from threads.actions.post_message import post_message
from threads.actions.start_thread import start_direct_thread, start_thread
from threads.models import Channel, Message, Thread

_numbers = itertools.count(1)


def make_channel(maker: User, *, name: str = "", members: Iterable[User] = (), **settings: Any) -> Channel:
    """`settings` are others of the action, for example `is_private=True`."""
    name = name or f"channel-{next(_numbers)}"
    channel = make_channel_by_action(maker=maker, name=name, **settings)
    add_people(actor=maker, channel=channel, people=members)
    return channel


def make_thread(
    author: User, *, channel: Channel | None = None, title: str = "", text: str = "First words.", **more: Any
) -> Thread:
    """In a channel of the author's own unless told. `more` are others of the action."""
    return start_thread(
        author=author,
        channel=channel or make_channel(author),
        title=title or f"Thread {next(_numbers)}",
        text=text,
        **more,
    )


def make_direct(
    author: User, people: Sequence[User], *, title: str = "", text: str = "First words."
) -> Thread:
    title = title or f"Thread {next(_numbers)}"
    return start_direct_thread(author=author, people=people, title=title, text=text)


def post(author: User, thread: Thread, text: str = "") -> Message:
    return post_message(author=author, thread=thread, text=text or f"Message {next(_numbers)}.")
