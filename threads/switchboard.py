"""The sockets that this process holds, and what each of them watches.

One switchboard an event loop. It subscribes to the carrier while at least one socket is
plugged in; after it lost Redis and found it again it tells every browser to catch up. Every
CHECK seconds it looks in Postgres whether each socket's session and rights still stand.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import redis.asyncio
import redis.exceptions
from channels.db import database_sync_to_async
from django.conf import settings
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from threads.carrier import TOPIC, Frame, Order, decoded
from threads.watching import Watched, groups_of, revoked

CHECK = 3.0
RETRY = 0.5
PATIENCE = 1.0
# Within half a minute of losing Redis without a word, it is looked for anew.
SILENCE, ANSWER = 15.0, 5.0
RESYNC = '{"type":"resync"}'

logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Watcher:
    """One open socket. `send` writes text; `end` closes with a code. `is_ready` once its page
    was told to fetch what it missed; what is lost after that must be told again."""

    watched: Watched
    send: Callable[[str], Awaitable[None]]
    end: Callable[[int], Awaitable[None]]
    groups: frozenset[str] = field(default_factory=frozenset)
    is_ready: bool = False


class Switchboard:
    def __init__(self) -> None:
        self._groups: dict[str, set[Watcher]] = {}
        self._watchers: set[Watcher] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self.listening = asyncio.Event()

    async def plug_in(self, watcher: Watcher) -> None:
        """Returns when frames reach the watcher, or after PATIENCE when Redis is away."""
        self._watchers.add(watcher)
        self._watch(watcher, watcher.groups)
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(self._listen()),
                asyncio.create_task(self._keep_checking()),
            ]
        with suppress(TimeoutError):
            await asyncio.wait_for(self.listening.wait(), PATIENCE)
        watcher.is_ready = True

    def unplug(self, watcher: Watcher) -> None:
        self._watchers.discard(watcher)
        self._watch(watcher, frozenset())
        if not self._watchers:
            for task in self._tasks:
                task.cancel()
            self._tasks = []
            self.listening.clear()

    async def handle(self, raw: str) -> None:
        """One parcel of the carrier."""
        parcel = decoded(raw)
        if isinstance(parcel, Order):
            await self._obey(parcel)
        else:
            await self._deliver(parcel)

    def _watch(self, watcher: Watcher, groups: frozenset[str]) -> None:
        for group in watcher.groups - groups:
            members = self._groups.get(group, set())
            members.discard(watcher)
            if not members:
                self._groups.pop(group, None)
        for group in groups:
            self._groups.setdefault(group, set()).add(watcher)
        watcher.groups = groups

    async def _deliver(self, frame: Frame) -> None:
        found: set[Watcher] = set()
        for group in frame.groups:
            found |= self._groups.get(group, set())
        for watcher in found:
            who = watcher.watched
            if frame.audience.admits(who.user_id, is_guest=who.is_guest):
                await self._send(watcher, frame.payload)

    async def _send(self, watcher: Watcher, payload: str) -> None:
        try:
            await watcher.send(payload)
        except Exception:  # one broken socket must not cost the others their frame
            logger.debug("a socket broke while being written to", exc_info=True)
            self.unplug(watcher)

    async def _obey(self, order: Order) -> None:
        theirs = [w for w in self._watchers if w.watched.user_id == order.user_id]
        if order.verb == "end":
            for watcher in theirs:
                if not order.session_keys or watcher.watched.session_key in order.session_keys:
                    await self._end(watcher, 4401)
        elif order.verb == "recheck" and theirs:
            await self._check(theirs)
            for watcher in theirs:
                if watcher in self._watchers:
                    groups = await database_sync_to_async(groups_of)(watcher.watched)
                    self._watch(watcher, groups)

    async def _end(self, watcher: Watcher, code: int) -> None:
        self.unplug(watcher)
        try:
            await watcher.end(code)
        except Exception:  # it is closed already, which is what was wanted
            logger.debug("a socket was closed twice", exc_info=True)

    async def _check(self, watchers: list[Watcher]) -> None:
        codes = await database_sync_to_async(revoked)([w.watched for w in watchers])
        for watcher in watchers:
            code = codes.get(watcher.watched)
            if code and watcher in self._watchers:
                await self._end(watcher, code)

    async def _keep_checking(self) -> None:
        while True:
            await asyncio.sleep(CHECK)
            try:
                await self._check(list(self._watchers))
            except Exception:  # Postgres away: the next round looks again
                logger.warning("could not check the rights of open sockets", exc_info=True)

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except (RedisError, OSError) as error:
                logger.warning("live updates pause, Redis is away: %s", error)
            self.listening.clear()
            await asyncio.sleep(RETRY)

    async def _listen_once(self) -> None:
        client = redis.asyncio.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=ANSWER)
        async with client, client.pubsub() as subscription:
            await subscription.subscribe(TOPIC)
            while True:
                item = await _next(subscription)
                if item["type"] == "subscribe":
                    self.listening.set()
                    for watcher in [w for w in self._watchers if w.is_ready]:
                        await self._send(watcher, RESYNC)
                elif item["type"] == "message":
                    await self.handle(item["data"].decode())


async def _next(subscription: PubSub) -> dict[str, Any]:
    """What Redis says next. A line on which nobody answers looks like one on which nothing
    happens, so a silent one is asked; ConnectionError where no answer comes."""
    item: dict[str, Any] | None = await subscription.get_message(timeout=SILENCE)
    if item is None:
        await subscription.ping()
        item = await subscription.get_message(timeout=ANSWER)
    if item is None:
        raise redis.exceptions.ConnectionError("it does not answer")
    return item


_switchboards: WeakKeyDictionary[asyncio.AbstractEventLoop, Switchboard] = WeakKeyDictionary()


def switchboard() -> Switchboard:
    """This event loop's switchboard."""
    return _switchboards.setdefault(asyncio.get_running_loop(), Switchboard())
