"""A browser's side of HTTP and of the socket, so thin that it measures the server and not itself.

One connection each, kept open; times are `time.perf_counter` seconds.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

JSON = {"Accept": "application/json"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    def json(self) -> Any:
        return json.loads(self.body)


class Browser:
    """Somebody who is signed in: `session` is the cookie's value, empty for nobody."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port = port
        self._token = secrets.token_hex(16)
        self._cookies = f"session={session}; csrftoken={self._token}"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        if self._streams:
            self._streams[1].close()

    async def get(self, path: str, expected: int = 200, **headers: str) -> Answer:
        return await self._ask("GET", path, b"", headers, expected)

    async def submit(self, path: str, fields: dict[str, Any], expected: int, **headers: str) -> Answer:
        """A form, with its token."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self._token}).encode()
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        return await self._ask("POST", path, body, headers, expected)

    async def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str], expected: int
    ) -> Answer:
        assert self._streams, "used outside of its with block"
        reader, writer = self._streams
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {self._cookies}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        began = time.perf_counter()
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        found = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        text = await reader.readexactly(int(found.get("content-length", 0)))
        answer = Answer(int(head[0].split()[1]), found, text, time.perf_counter() - began)
        assert answer.status == expected, f"{method} {path}: {answer.status} {text[:300]!r}"
        return answer


class Socket(asyncio.Protocol):
    """The page's socket. `on_frame` is called with each text and the moment when it was here."""

    _transport: asyncio.Transport

    def __init__(self, on_frame: Callable[[bytes, float], None]) -> None:
        self._on_frame = on_frame
        self._rest = bytearray()
        self._is_open = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed_with: int | None = None

    @classmethod
    async def open(
        cls, port: int, path: str, session: str, on_frame: Callable[[bytes, float], None]
    ) -> Socket:
        """Returns after the first frame: nothing that is posted from then on can be missed."""
        transport, socket = await asyncio.get_running_loop().create_connection(
            lambda: cls(on_frame), "127.0.0.1", port
        )
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"Origin: http://127.0.0.1:{port}",
            f"Cookie: session={session}",
        ]
        transport.write("\r\n".join([*lines, "", ""]).encode())
        socket._transport = transport
        await asyncio.wait_for(socket.ready, 60)
        return socket

    def close(self) -> None:
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        self._rest += data
        if not self._is_open:
            head, found, rest = bytes(self._rest).partition(b"\r\n\r\n")
            if not found:
                return
            assert head.startswith(b"HTTP/1.1 101"), head
            self._is_open, self._rest = True, bytearray(rest)
        while self._frame(at):
            pass

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(f"closed with {self.closed_with}"))

    def _frame(self, at: float) -> bool:
        """Takes one whole frame off; False where there is none. A server's frames have no mask."""
        rest = self._rest
        if len(rest) < 2:
            return False
        kind, size, start = rest[0] & 15, rest[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(rest[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(rest[2:10], "big"), 10
        if len(rest) < start + size:
            return False
        payload = bytes(rest[start : start + size])
        del rest[: start + size]
        if kind == 1:
            if not self.ready.done():
                self.ready.set_result(None)
            self._on_frame(payload, at)
        elif kind == 9:
            self._transport.write(bytes([0x8A, 0x80 | len(payload), 0, 0, 0, 0]) + payload)
        elif kind == 8:
            self.closed_with = int.from_bytes(payload[:2], "big")
        return True
