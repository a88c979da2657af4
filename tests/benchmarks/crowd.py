"""Many open sockets, and how often and when each message came to them."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

from tests.benchmarks.client import Socket


class Crowd:
    def __init__(self) -> None:
        self.sockets: list[Socket] = []
        self.came: Counter[str] = Counter()
        self.last: dict[str, float] = {}
        self.news = asyncio.Event()

    async def grow(self, port: int, path: str, sessions: list[str]) -> None:
        for start in range(0, len(sessions), 20):
            opening = (
                Socket.open(port, path, session, self._on_frame) for session in sessions[start : start + 20]
            )
            self.sockets += await asyncio.gather(*opening)

    async def all_have(self, name: str) -> float:
        """The moment at which the last of them got it; each exactly once, or an error."""
        async with asyncio.timeout(30):
            while self.came[name] < len(self.sockets):
                self.news.clear()
                await self.news.wait()
        assert self.came[name] == len(self.sockets), f"{name} came twice somewhere"
        return self.last[name]

    def close(self) -> None:
        for socket in self.sockets:
            socket.close()

    def _on_frame(self, text: bytes, at: float) -> None:
        """A message's frame, or one of the bare broadcast, which begins with a number."""
        if text.startswith(b'{"type":"message"'):
            name = json.loads(text)["id"]
        elif text[:6].isdigit():
            name = text[:6].decode()
        else:
            return
        self.came[name] += 1
        self.last[name] = at
        self.news.set()
