"""The network swallows what Redis says, without a word: live updates find another way to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from django.conf import settings as of_this_run
from pytest_django import Settings

from threads import switchboard
from threads.carrier import Audience, Frame, publish
from threads.switchboard import RESYNC, Switchboard, Watcher
from threads.watching import Watched


class Swallowing:
    """A way to Redis on which all that is open when `swallow` is called goes dead."""

    def __init__(self, socket: str) -> None:
        self.socket = socket
        self.lines: list[asyncio.Task[None]] = []
        self.port = 0

    async def join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_unix_connection(self.socket)
        self.lines += [
            asyncio.create_task(pour(reader, ours)),
            asyncio.create_task(pour(theirs, writer)),
        ]

    def swallow(self) -> None:
        for line in self.lines:
            line.cancel()


async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while said := await reader.read(4096):
        writer.write(said)
        await writer.drain()


@pytest_asyncio.fixture
async def way(settings: Settings) -> AsyncIterator[Swallowing]:
    made = Swallowing(of_this_run.REDIS_URL.removeprefix("unix://").partition("?")[0])
    server = await asyncio.start_server(made.join, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    settings.REDIS_URL = f"redis://127.0.0.1:{made.port}/0"
    yield made
    made.swallow()
    server.close()


@pytest.mark.asyncio
async def test_a_line_that_went_dead_is_noticed_and_pages_catch_up(
    way: Swallowing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SILENCE", "ANSWER", "RETRY"):
        monkeypatch.setattr(switchboard, name, 0.3)
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def end(code: int) -> None:
        raise AssertionError(code)

    board = Switchboard()
    who = Watched(user_id=7, session_key="s", is_guest=False, thread_id=1, channel_id=None)
    watcher = Watcher(who, heard.put, end, frozenset({"thread.1"}))
    await board.plug_in(watcher)
    try:
        frame = Frame.of(["thread.1"], Audience(everyone=True), {"type": "sidebar"})
        await asyncio.to_thread(publish, frame)
        assert await asyncio.wait_for(heard.get(), 20) == frame.payload
        way.swallow()
        assert await asyncio.wait_for(heard.get(), 20) == RESYNC
        await asyncio.to_thread(publish, frame)
        assert await asyncio.wait_for(heard.get(), 20) == frame.payload
    finally:
        board.unplug(watcher)
