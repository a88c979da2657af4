"""The data folder made ready: writable, private, ours alone while the stack runs."""

import fcntl
import os
import socket
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from config.data_folder import read, socket_folder
from config.stack.trouble import Trouble
from config.stack.unprivileged import identity


@dataclass(frozen=True)
class Place:
    data: Path

    @property
    def run(self) -> Path:
        """What matters only while the stack runs."""
        return self.data / "run"

    @property
    def sockets(self) -> Path:
        return socket_folder(self.data)

    @property
    def children(self) -> Path:
        return self.run / "children.json"

    def make(self) -> None:
        try:
            for folder in (self.data, self.run, self.data / "redis"):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.run / "probe"
            probe.write_text("")
            probe.unlink()
        except OSError as error:
            raise Trouble(
                f"the data folder {self.data} cannot be written ({error.strerror}); "
                "set BOBBIN_DATA to another"
            ) from None
        self._make_sockets()

    def _make_sockets(self) -> None:
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        owner = self.sockets.lstat()
        # In /tmp anybody may have made a folder of that name before us.
        if not stat.S_ISDIR(owner.st_mode) or owner.st_uid not in (os.getuid(), identity().uid):
            raise Trouble(f"{self.sockets} belongs to somebody else; set BOBBIN_DATA to a shorter path")

    def lock(self) -> TextIO:
        """Held as long as the returned file is open; the kernel lets go of it when we die."""
        file = (self.run / "up.lock").open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Trouble(
                f"Bobbin is already running with the data folder {self.data} "
                f"(process {read(self.run / 'up.lock') or 'unknown'})"
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        return file


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Trouble(
                f"port {port} on {host} cannot be opened ({error.strerror}); "
                f"set PORT to another, such as {port + 1}"
            ) from None
