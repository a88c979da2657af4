"""Postgres refuses to run as root, or as a user without a name; this finds it another identity.

First choice is a user namespace in which we are called by the name of an unprivileged user: files
keep their owner and nothing on the machine changes. Where the kernel or a container forbids
namespaces and we are root, Postgres runs as that user, who must then own its folder and reach it.
"""

import functools
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.stack.trouble import Trouble

# Users that most machines have; any other that is not root does as well.
PREFERRED = ("postgres", "nobody")


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
        look = ["/bin/sh", "-c", 'cd "$0"', str(folder)]
        if subprocess.run(
            look, user=self.uid, group=self.gid, extra_groups=[], capture_output=True
        ).returncode:
            raise Trouble(
                f"as root, Postgres runs as the user {self.name}, who cannot reach {folder}; "
                "set BOBBIN_DATA to a folder such as /var/lib/bobbin, or run as an ordinary user"
            )


@functools.cache
def identity() -> Identity:
    root = os.geteuid() == 0
    if not root and _has_name(os.geteuid()):
        return Identity()
    user = _somebody()
    namespace = ("unshare", "-U", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}", "--")
    if shutil.which("unshare") and not subprocess.run([*namespace, "true"], capture_output=True).returncode:
        return Identity(prefix=namespace)
    if root:
        return Identity(uid=user.pw_uid, gid=user.pw_gid, name=user.pw_name)
    raise Trouble(f"Postgres needs a user with a name, but {os.geteuid()} is not in /etc/passwd")


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _somebody() -> pwd.struct_passwd:
    users = {user.pw_name: user for user in pwd.getpwall() if user.pw_uid}
    for name in (*PREFERRED, *users):
        if name in users:
            return users[name]
    raise Trouble("Postgres does not run as root, and there is no other user; make one, or set DATABASE_URL")
