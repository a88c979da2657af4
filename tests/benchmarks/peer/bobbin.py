"""How the load generator drives Bobbin: a real sign-in, forms with their tokens, and the socket of
each thread's page that a person has open.

Runs in the generator's own environment, which has neither Django nor the rest of Bobbin. People,
channels and threads are made by the process that the option `desk` starts (tests/desk.py); that is
set-up and not measured. A message's id is the one that its writer's browser made.
"""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from typing import Any
from urllib.parse import quote_plus

import aiohttp
from bench.adapters.base import (
    Adapter,
    Channel,
    Delivery,
    Hit,
    SearchResult,
    ServerError,
    Subscription,
    Thread,
    User,
    now,
)
from bench.adapters.http import Http

PASSWORD = "brown otters read slowly"
MESSAGE = re.compile(rb'<article class="msg" id="m\d+" data-message="([0-9a-f-]{36})" data-id="(\d+)"')
RESULT = re.compile(
    r'<h2 class="result__title"><a href="([^"]+)">.*?<p class="result__text">(.*?)</p>', re.DOTALL
)


class BobbinAdapter(Adapter):  # type: ignore[misc]
    """Options: `base`, `desk` (a command)."""

    name = "bobbin"
    transport = "WebSocket"

    async def open(self) -> None:
        self.http = Http(self.options["base"])
        self.frames = 0
        self.keys: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.threads: dict[str, list[str]] = {}
        self.latest: dict[str, str] = {}
        self._lock = asyncio.Lock()
        self._desk = await asyncio.create_subprocess_shell(
            self.options["desk"], stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**24
        )

    async def close(self) -> None:
        self._desk.terminate()
        await self._desk.wait()
        await self.http.close()

    def counters(self) -> dict[str, int]:
        return {"http_requests": self.http.requests, "frames": self.frames}

    # Set-up, never measured

    async def create_users(self, n: int, prefix: str) -> list[Any]:
        ids = await self._call("people", prefix, n, PASSWORD)
        users = [User(f"{prefix}{number}", {"id": pk}) for number, pk in enumerate(ids)]
        todo = iter(users)

        async def worker() -> None:
            for user in todo:
                await self._sign_in(user)

        await asyncio.gather(*(worker() for _ in range(4)))
        return users

    async def create_channel(self, members: list[Any], name: str) -> Any:
        pk = str(await self._call("channel", [user.data["id"] for user in members], name))
        self.threads[pk] = []
        for user in members:
            self.latest[user.name] = pk
        return Channel(pk, [user.name for user in members])

    async def create_thread(self, channel: Any, user: Any, title: str) -> Any:
        pk = str(await self._call("thread", int(channel.id), user.data["id"], title))
        self.threads[channel.id].append(pk)
        return Thread(pk, channel.id)

    async def _sign_in(self, user: Any) -> None:
        # Each comes from an address of their own: sign-ins are limited by address.
        number = user.data["id"]
        headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
        await self.http.form(user, "GET", "/accounts/login/", None, headers)
        fields = {"login": f"{user.name}@rill.example", "password": PASSWORD}
        await self._submit(user, "/accounts/login/", fields, headers)
        if "session" not in user.data["cookies"]:
            raise ServerError(f"{user.name} could not sign in")

    # Measured

    async def post(self, user: Any, thread: Any, text: str) -> str:
        name = str(uuid.uuid4())
        fields = {"text": text, "client_id": name}
        raw = await self._submit(user, f"/t/{thread.id}/messages/", fields, {"Accept": "application/json"})
        answer = json.loads(raw)
        if found := MESSAGE.search(answer["html"].encode()):
            self.keys[name] = int(found[2])
        self.numbers[name] = answer["number"]
        return str(answer["id"])

    async def subscribe(self, user: Any) -> Any:
        """A tab for each thread of the channel that they were last added to."""
        subscription = Tabs(self, user, self.threads[self.latest[user.name]])
        await subscription.start()
        return subscription

    async def open_thread(self, user: Any, thread: Any, last: int) -> list[str]:
        return (await self._page(user, f"/t/{thread.id}/messages/?until=newest"))[::-1]

    async def open_thread_at(self, user: Any, thread: Any, message_id: str, n: int) -> list[str]:
        path = f"/t/{thread.id}/messages/?around={self.numbers[message_id]}"
        return (await self._page(user, path))[::-1]

    async def search(self, user: Any, query: str, limit: int) -> Any:
        raw = await self._get(user, f"/search/?q={quote_plus(query)}")
        hits = [Hit(url, re.sub(r"<[^>]+>", "", text)) for url, text in RESULT.findall(raw.decode())]
        return SearchResult(hits[:limit])

    async def react(self, user: Any, thread: Any, message_id: str, emoji: str) -> None:
        fields = {"emoji": emoji, "on": "1"}
        path = f"/m/{self.keys[message_id]}/react/"
        await self._submit(user, path, fields, {"Accept": "application/json"})

    async def _page(self, user: Any, path: str) -> list[str]:
        return [name.decode() for name, _ in MESSAGE.findall(await self._get(user, path))]

    async def _get(self, user: Any, path: str) -> bytes:
        status, raw, _ = await self.http.form(user, "GET", path, None, {})
        if status != 200:
            raise ServerError(f"GET {path}: {status}")
        return bytes(raw)

    async def _submit(self, user: Any, path: str, fields: dict[str, str], headers: dict[str, str]) -> bytes:
        token = user.data["cookies"]["csrftoken"]
        _, raw, _ = await self.http.form(
            user,
            "POST",
            path,
            {**fields, "csrfmiddlewaretoken": token},
            {**headers, "Origin": self.http.base},
        )
        return bytes(raw)

    async def _call(self, function: str, *arguments: Any) -> Any:
        assert self._desk.stdin
        assert self._desk.stdout
        async with self._lock:
            request = ["tests.benchmarks.inside.peer", function, arguments, {}]
            self._desk.stdin.write(json.dumps(request).encode() + b"\n")
            result, error = json.loads(await self._desk.stdout.readline())
        if error:
            raise ServerError(error)
        return result


class Tabs(Subscription):  # type: ignore[misc]
    """The open pages of one person, as one stream of what is posted in them."""

    def __init__(self, adapter: BobbinAdapter, user: Any, threads: list[str]) -> None:
        self.adapter, self.user, self.threads = adapter, user, threads
        self.sockets: list[Any] = []
        self.readers: list[asyncio.Task[None]] = []
        self.came: asyncio.Queue[Any] = asyncio.Queue()

    async def start(self) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.user.data["cookies"].items())
        base = self.adapter.http.base
        for thread in self.threads:
            socket = await self.adapter.http.session.ws_connect(
                f"{base.replace('http', 'ws', 1)}/ws/?thread={thread}",
                compress=0,
                timeout=aiohttp.ClientWSTimeout(ws_close=2),
                headers={"Cookie": cookies, "Origin": base},
            )
            ready = json.loads((await socket.receive()).data)
            if ready != {"type": "ready", "thread": int(thread), "channel": None}:
                raise ServerError(f"no {thread}: {ready}")
            self.sockets.append(socket)
            self.readers.append(asyncio.create_task(self._read(socket)))

    async def _read(self, socket: Any) -> None:
        async for message in socket:
            at = now()
            self.adapter.frames += 1
            frame = json.loads(message.data)
            if frame["type"] == "message":
                self.came.put_nowait(Delivery(frame["id"], at))
        self.came.put_nowait(ServerError(f"a socket closed: {socket.close_code}"))

    async def __anext__(self) -> Any:
        found = await self.came.get()
        if isinstance(found, ServerError):
            raise found
        return found

    async def close(self) -> None:
        for reader in self.readers:
            reader.cancel()
        for socket in self.sockets:
            await socket.close()


ADAPTER = BobbinAdapter
