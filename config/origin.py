"""Who may open the socket: pages of Bobbin itself.

A browser sends cookies with a socket opened by any page of the web, and names that page in
`Origin`. It must be the public address, or the very host the socket was opened at (Bobbin
reached by another of its names). No `Origin`, no socket.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import validate_host

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


class SameOrigin:
    def __init__(self, inner: Application) -> None:
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        host = headers.get(b"host", b"").decode("latin-1")
        if may_connect(origin, host):
            await self.inner(scope, receive, send)
        else:
            await WebsocketDenier()(scope, receive, send)


def may_connect(origin: str, host: str) -> bool:
    """`origin` and `host` are the headers as sent."""
    if origin == settings.BOBBIN_URL:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or parts.netloc != host or not parts.hostname:
        return False
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return validate_host(name, settings.ALLOWED_HOSTS)
