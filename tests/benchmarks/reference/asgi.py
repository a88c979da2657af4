"""`/bare/` beside everything else: B for frames, an ASGI broadcast without Django and Redis."""

from __future__ import annotations

import asyncio
from typing import Any

from config.asgi import application as whole

_sends: list[Any] = []


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope.get("path") != "/bare/":
        await whole(scope, receive, send)
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": "ready"})
        _sends.append(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        _sends.remove(send)
    else:
        text = scope["query_string"].decode() + "x" * 2_000
        for other in tuple(_sends):
            await other({"type": "websocket.send", "text": text})
        await asyncio.sleep(0)
        headers = [(b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
