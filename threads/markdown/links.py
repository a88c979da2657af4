"""Pure: where a link may lead, and which links are to our own threads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_URL = 2_048

_ABSOLUTE = re.compile(
    r"https?://(?:[a-z0-9._~-]+|\[[0-9a-f:.]+\])(?::[0-9]{0,5})?(?:[/?#].*)?", re.IGNORECASE
)
_MAIL = re.compile(r"mailto:[^@\s?]+@[^@\s?]+(?:\?.*)?", re.IGNORECASE)
_OUR_PATH = re.compile(r"/(?![/\\]).*")
_THREAD = re.compile(
    r"/t/(?P<thread>[1-9][0-9]{0,17})(?:/[^/?#]*)?/?(?:\?[^#]*)?(?:#m(?P<message>[1-9][0-9]{0,8}))?"
)


def is_allowed(url: str) -> bool:
    """Whether a normalised URL may become a link: http, https with a plain host and no user
    name in it ("https://bank.example@evil.example" deceives), mailto, or a path on this server.

    What is refused stays in the text as it was typed.
    """
    if len(url) > MAX_URL:
        return False
    return any(pattern.fullmatch(url) for pattern in (_ABSOLUTE, _MAIL, _OUR_PATH))


@dataclass(frozen=True)
class Target:
    """Where an allowed link leads. `thread` is None unless it is one of our threads."""

    href: str
    is_ours: bool
    thread: int | None = None


def target_of(url: str, base_url: str) -> Target:
    """`url` (allowed) seen from the installation at `base_url`.

    Our own addresses lose their origin, so that they survive a change of the public address;
    a thread's loses its title too, which may have changed since.
    """
    path = url if url.startswith("/") else _path_here(url, base_url)
    if path is None:
        return Target(url, is_ours=False)
    found = _THREAD.fullmatch(path)
    if not found:
        return Target(path, is_ours=True)
    anchor = f"#m{found['message']}" if found["message"] else ""
    return Target(f"/t/{found['thread']}/{anchor}", is_ours=True, thread=int(found["thread"]))


def _path_here(url: str, base_url: str) -> str | None:
    here, there = urlsplit(base_url), urlsplit(url)
    if (there.scheme, there.netloc.lower()) != (here.scheme, here.netloc.lower()):
        return None
    path = there._replace(scheme="", netloc="").geturl() or "/"
    if not path.startswith("/"):
        path = f"/{path}"
    return path if _OUR_PATH.fullmatch(path) else None
