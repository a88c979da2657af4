"""Carries frames from whoever commits to every open browser.

One Redis channel, one subscription a process, fan-out inside the process: a frame is encoded
once and written to each socket that should have it. (Channels' own layers keep a Redis
structure a socket and lose idle ones: channels_redis#422.) Delivery is at most once; a frame
is a hint and Postgres the truth (architecture.md, Contracts).

Every frame names its audience, decided from the database when it was published, so that a
person who just lost access gets nothing even while a socket of theirs is still open.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import redis
from django.conf import settings

TOPIC = "bobbin:live"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Audience:
    """`everyone` lets all but guests have it; `people` may have it whoever they are."""

    everyone: bool
    people: tuple[int, ...] = ()

    def admits(self, user_id: int, *, is_guest: bool) -> bool:
        return (self.everyone and not is_guest) or user_id in self.people


@dataclass(frozen=True)
class Frame:
    """`payload` is JSON for the browser; `groups` are the watched things it is about."""

    groups: tuple[str, ...]
    audience: Audience
    payload: str

    @classmethod
    def of(cls, groups: Iterable[str], audience: Audience, payload: Mapping[str, Any]) -> Frame:
        return cls(tuple(groups), audience, json.dumps(payload, separators=(",", ":")))

    def encoded(self) -> str:
        head = {"groups": self.groups, "audience": asdict(self.audience)}
        return f"{json.dumps(head)}\n{self.payload}"


@dataclass(frozen=True)
class Order:
    """For the processes that hold sockets. `end` closes, `recheck` looks at rights again."""

    verb: str
    user_id: int
    session_keys: tuple[str, ...] = ()

    def encoded(self) -> str:
        return f"{json.dumps({'order': asdict(self)})}\n"


def decoded(raw: str) -> Frame | Order:
    """The inverse of `encoded`."""
    head_text, _, payload = raw.partition("\n")
    head = json.loads(head_text)
    if order := head.get("order"):
        return Order(order["verb"], order["user_id"], tuple(order["session_keys"]))
    audience = head["audience"]
    return Frame(
        tuple(head["groups"]),
        Audience(audience["everyone"], tuple(audience["people"])),
        payload,
    )


def publish(*parcels: Frame | Order) -> None:
    """Hands the parcels over in order. A dead Redis is logged and forgiven: what was said
    is stored already, and browsers fetch what they missed."""
    try:
        with _redis().pipeline(transaction=False) as pipe:
            for parcel in parcels:
                pipe.publish(TOPIC, parcel.encoded())
            pipe.execute()
    except (redis.RedisError, OSError) as error:
        logger.warning("live updates are not reaching Redis: %s", error)


@cache
def _redis() -> redis.Redis:
    client: redis.Redis = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1.0, socket_connect_timeout=0.5
    )
    return client
