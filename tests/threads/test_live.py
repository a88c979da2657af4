"""The socket: who gets which frame, and what ends it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import User
from config.asgi import application
from tests.factories import make_channel, make_direct, make_thread, post
from threads.actions.change_thread import resolve_thread
from threads.actions.edit_message import delete_message, edit_message
from threads.actions.mark_read import mark_read
from threads.actions.membership import follow_channel
from threads.actions.react import react
from threads.models import Level, Membership, Thread

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]

Open = Callable[..., Awaitable[WebsocketCommunicator]]


@pytest_asyncio.fixture
async def open_socket() -> AsyncIterator[Open]:
    """Opens `/ws/` as somebody signed in."""
    sockets: list[WebsocketCommunicator] = []

    async def opened(user: User, **query: int) -> WebsocketCommunicator:
        cookie = await sync_to_async(_cookie)(user)
        address = "/ws/?" + "&".join(f"{key}={value}" for key, value in query.items())
        headers = [
            (b"origin", settings.BOBBIN_URL.encode()),
            (b"cookie", cookie.encode()),
        ]
        socket = WebsocketCommunicator(application, address, headers)
        sockets.append(socket)
        connected, _ = await socket.connect(timeout=5)
        assert connected
        socket.ready = json.loads(await socket.receive_from(timeout=5))
        return socket

    yield opened
    for socket in sockets:
        await socket.disconnect()


async def test_what_happens_in_a_thread_reaches_whoever_looks_at_it(
    alice: User, bob: User, open_socket: Open
) -> None:
    thread = await in_db(make_thread, alice)
    socket = await open_socket(bob, thread=thread.pk)
    message = await in_db(post, alice, thread, "**hello**")
    await in_db(edit_message, editor=alice, message=message, text="hello again")
    await in_db(react, user=alice, message=message, emoji="👍")
    await in_db(resolve_thread, actor=alice, thread=thread, outcome="Said hello.")
    await in_db(delete_message, actor=alice, message=message)
    frames = [await frame(socket) for _ in range(5)]
    assert [f["type"] for f in frames] == ["message", "message", "reactions", "entry", "message"]
    assert [f["seq"] for f in frames] == [2, 3, 4, 5, 6]
    assert "<strong>hello</strong>" in frames[0]["html"]
    assert "hello again" in frames[1]["html"]
    assert f'data-users="{alice.pk}"' in frames[2]["html"]
    assert "Said hello." in frames[3]["head"]
    assert "hello" not in frames[4]["html"]


async def test_a_frame_is_the_same_for_every_viewer(alice: User, bob: User, open_socket: Open) -> None:
    thread = await in_db(make_thread, alice)
    sockets = [await open_socket(who, thread=thread.pk) for who in (alice, bob)]
    await in_db(post, alice, thread)
    texts = [await receive(socket) for socket in sockets]
    assert texts[0] == texts[1]
    assert "csrf" not in texts[0]


async def test_a_channel_page_gets_rows_and_members_get_marks(
    alice: User, bob: User, carol: User, open_socket: Open
) -> None:
    channel = await in_db(make_channel, alice, members=[bob])
    thread = await in_db(make_thread, alice, channel=channel)
    onlooker, member = await open_socket(carol, channel=channel.pk), await open_socket(bob)
    await in_db(post, alice, thread)
    assert (await frame(onlooker))["type"] == "row"
    mark = await frame(member)
    assert (mark["type"], mark["channel"], mark["thread"]) == ("mark", channel.pk, thread.pk)
    assert await onlooker.receive_nothing()


async def test_reading_clears_the_marks_of_my_other_browsers_alone(
    alice: User, bob: User, open_socket: Open
) -> None:
    thread = await in_db(make_thread, alice)
    mine, theirs = await open_socket(bob), await open_socket(alice)
    await in_db(mark_read, user=bob, thread=thread, number=1)
    assert (await frame(mine))["type"] == "read"
    assert await theirs.receive_nothing()


async def test_what_i_want_to_hear_of_a_channel_shows_in_my_other_browsers_alone(
    alice: User, bob: User, open_socket: Open
) -> None:
    channel = await in_db(make_channel, alice, members=[bob])
    mine, theirs = await open_socket(bob), await open_socket(alice)
    await in_db(follow_channel, user=bob, channel=channel, level=Level.MUTED)
    assert (await frame(mine))["type"] == "sidebar"
    assert await theirs.receive_nothing()


async def test_nobody_else_hears_of_a_direct_thread(
    alice: User, bob: User, dave: User, open_socket: Open
) -> None:
    thread = await in_db(make_direct, alice, [bob])
    inside, outside = await open_socket(bob, thread=thread.pk), await open_socket(dave, thread=thread.pk)
    assert (inside.ready["thread"], outside.ready["thread"]) == (thread.pk, None)
    await in_db(post, alice, thread)
    assert {(await frame(inside))["type"] for _ in range(2)} == {"message", "mark"}
    assert await outside.receive_nothing()


async def test_a_removed_member_gets_no_further_byte_and_is_closed(
    alice: User, bob: User, open_socket: Open
) -> None:
    channel = await in_db(make_channel, alice, is_private=True, members=[bob])
    thread = await in_db(make_thread, alice, channel=channel)
    socket = await open_socket(bob, thread=thread.pk)
    # No event: as if the order to leave had been lost with Redis. The audience still holds.
    await in_db(Membership.objects.filter(user=bob, channel=channel).delete)
    await in_db(post, alice, thread)
    closed = await socket.receive_output(timeout=5)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4403)


async def test_an_ended_session_closes_its_socket(alice: User, bob: User, open_socket: Open) -> None:
    thread = await in_db(make_thread, alice)
    socket = await open_socket(bob, thread=thread.pk)
    await in_db(Session.objects.all().delete)
    closed = await socket.receive_output(timeout=5)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)


async def test_nobody_signed_in_is_told_so_and_closed(client: Client) -> None:
    headers = [(b"origin", settings.BOBBIN_URL.encode())]
    socket = WebsocketCommunicator(application, "/ws/", headers)
    assert (await socket.connect())[0]
    assert (await socket.receive_output())["code"] == 4401


async def test_another_origin_opens_no_socket(bob: User) -> None:
    cookie = await sync_to_async(_cookie)(bob)
    headers = [(b"origin", b"https://evil.example"), (b"cookie", cookie.encode())]
    socket = WebsocketCommunicator(application, "/ws/", headers)
    assert not (await socket.connect())[0]


async def test_what_a_browser_says_over_the_socket_has_no_effect(bob: User, open_socket: Open) -> None:
    socket = await open_socket(bob)
    await socket.send_to(text_data='{"type": "message", "text": "hi"}')
    await socket.send_to(bytes_data=b"\x00\xff")
    assert await socket.receive_nothing()
    assert not await Thread.objects.aexists()


def _cookie(user: User) -> str:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


async def in_db(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return await sync_to_async(call)(*args, **kwargs)


async def receive(socket: WebsocketCommunicator) -> str:
    text: str = await socket.receive_from(timeout=5)
    return text


async def frame(socket: WebsocketCommunicator) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(await receive(socket))
    return answer
