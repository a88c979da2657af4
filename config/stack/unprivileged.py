"""Postgres refuses to run as root; this finds it another identity where we are root.

First choice is a user namespace in which root is called uid 1000: files keep their owner and
nothing on the machine changes. Where the kernel or a container forbids namespaces, Postgres
runs as an unprivileged user, who must then own its folder and reach it.
"""

import functools
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.stack.trouble import Trouble

NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000", "--")


@dataclass(frozen=True)
class Identity:
    """How to start a command: words to put in front, or a uid and gid to change to."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None
    name: str = ""

    def give(self, folder: Path) -> None:
        """Makes the folder this identity's own, where that is somebody else."""
        if self.uid is None or self.gid is None:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def check_reach(self, folder: Path) -> None:
        if self.uid is None:
            return
        probe = subprocess.run(["test", "-x", folder], user=self.uid, group=self.gid, extra_groups=[])
        if probe.returncode:
            raise Trouble(
                f"as root, Postgres runs as the user {self.name}, who cannot reach {folder}; "
                "set BOBBIN_DATA to a folder such as /var/lib/bobbin, or run as an ordinary user"
            )


@functools.cache
def identity() -> Identity:
    if os.geteuid() != 0:
        return Identity()
    if (
        shutil.which(NAMESPACE[0])
        and not subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode
    ):
        return Identity(prefix=NAMESPACE)
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Identity(uid=user.pw_uid, gid=user.pw_gid, name=name)
    raise Trouble(
        "Postgres does not run as root, and there is no user postgres or nobody; run as an ordinary user"
    )
