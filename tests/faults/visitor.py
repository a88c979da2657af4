"""A browser of somebody signed in, without a window: pages, posts, and the live socket."""

from __future__ import annotations

import base64
import http.client
import json
import os
import socket
import struct
import uuid
from typing import Any, Self
from urllib.parse import urlencode

TOKEN = "a" * 32


class Visitor:
    """`port` of a stack on this machine; `session` is the key of a session."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.cookie = f"session={session}; csrftoken={TOKEN}"

    def get(self, path: str) -> int:
        """The status; 0 where nothing answers."""
        return self._ask("GET", path)

    def post(self, thread: int, text: str, client_id: uuid.UUID | str = "", **more: str) -> int:
        """`more` are other fields of the form."""
        form = {"text": text, "client_id": str(client_id or uuid.uuid4()), **more}
        return self._ask("POST", f"/t/{thread}/messages/", urlencode(form))

    def _ask(self, method: str, path: str, body: str | None = None) -> int:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie, "X-CSRFToken": TOKEN, "Accept": "application/json, text/html"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body, headers)
            return line.getresponse().status
        except OSError:
            return 0
        finally:
            line.close()


class LiveSocket:
    """`/ws/` of a thread, as the page opens it (RFC 6455, as far as it is needed here)."""

    def __init__(self, visitor: Visitor, thread: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", visitor.port), timeout=30)
        here = f"127.0.0.1:{visitor.port}"
        lines = [
            f"GET /ws/?thread={thread} HTTP/1.1",
            f"Host: {here}",
            f"Origin: http://{here}",
            f"Cookie: {visitor.cookie}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        ]
        self.line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.incoming = self.line.makefile("rb")
        assert b" 101 " in self.incoming.readline()
        while self.incoming.readline().strip():
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    def next(self, kind: str) -> dict[str, Any]:
        """The next frame of that type; others are passed over. Ends with the line's patience."""
        while True:
            code, payload = self._frame()
            if code == 9:
                self.line.sendall(bytes([0x8A, 0x80 | len(payload)]) + bytes(4) + payload)
            elif code == 8:
                raise AssertionError(f"the server closed the socket: {payload!r}")
            elif code == 1:
                frame: dict[str, Any] = json.loads(payload)
                if frame["type"] == kind:
                    return frame

    def _frame(self) -> tuple[int, bytes]:
        first, second = self.incoming.read(2)
        length = second & 0x7F
        if length == 126:
            [length] = struct.unpack(">H", self.incoming.read(2))
        elif length == 127:
            [length] = struct.unpack(">Q", self.incoming.read(8))
        return first & 0x0F, self.incoming.read(length)
