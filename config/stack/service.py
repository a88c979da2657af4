"""What the supervisor has to know of a process."""

import signal
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

Ready = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class Service:
    name: str
    command: list[str]
    ready: Ready
    env: dict[str, str]
    # Asks for a clean end; sent by the kernel too, should the supervisor be killed.
    stop: signal.Signals = signal.SIGTERM
    # A store is stopped only when nothing uses it any more.
    store: bool = False
    uid: int | None = None
    gid: int | None = None
    # Listening sockets handed down; kept open here for every later start.
    listeners: tuple[socket.socket, ...] = ()
    # Emptied before a start; the process makes it when it is ready.
    ready_file: Path | None = None
    # Lines that contain one of these tell a person nothing.
    hush: tuple[str, ...] = field(default=())
