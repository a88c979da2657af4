"""The one WebSocket of a page. It only listens; everything that matters is a form."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from accounts.models import User
from threads.switchboard import Watcher, switchboard
from threads.watching import SIGNED_OUT, Watched, groups_of, watched_by


class LiveConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """`/ws/?thread=12` or `/ws/?channel=3` or neither.

    First frame: `{"type": "ready", "thread": 12}`, with null for what the person may not
    read. On it the page fetches what it missed. Close codes: 4401 signed out, 4403 the
    right to read was lost.
    """

    watcher: Watcher | None = None

    async def connect(self) -> None:
        await self.accept()
        user = self.scope["user"]
        session_key = self.scope["session"].session_key
        if not user.is_authenticated or not session_key:
            await self.close(code=SIGNED_OUT)
            return
        asked = parse_qs(self.scope["query_string"].decode("latin-1"))
        watched, groups = await database_sync_to_async(_rights)(user, session_key, asked)
        self.watcher = Watcher(watched, self.send_text, self.close, groups)
        await switchboard().plug_in(self.watcher)
        ready = {"type": "ready", "thread": watched.thread_id, "channel": watched.channel_id}
        await self.send_text(json.dumps(ready))

    async def disconnect(self, code: int) -> None:
        if self.watcher:
            switchboard().unplug(self.watcher)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Nothing that a browser says over the socket has any effect."""

    async def send_text(self, text: str) -> None:
        await self.send(text_data=text)


def _rights(user: User, session_key: str, asked: dict[str, list[str]]) -> tuple[Watched, frozenset[str]]:
    watched = watched_by(user, session_key, _number(asked, "thread"), _number(asked, "channel"))
    return watched, groups_of(watched)


def _number(asked: dict[str, Any], key: str) -> int | None:
    text = asked.get(key, [""])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
