"""Where Bobbin keeps what it must not lose, and the sockets of its stores.

Everything here is a function of `BOBBIN_DATA`, so that any process given the same
folder (a command typed beside a running stack, too) finds the same stores.
Nothing here needs Django: the supervisor uses it as well.
"""

import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import quote

from config import env

PROJECT = Path(__file__).resolve().parent.parent
# What fits in sockaddr_un: 107 bytes on Linux, 103 on macOS.
LONGEST_SOCKET_PATH = 103


def data_folder() -> Path:
    return env.folder("BOBBIN_DATA", PROJECT / "data")


def socket_folder(data: Path) -> Path:
    """`run/` in the data folder, or a short stand-in where a socket path would be too long."""
    run = data / "run"
    if len(os.fsencode(run / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return run
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(f"/tmp/bobbin-{os.getuid()}-{name}")  # noqa: S108  made 0700 and checked by the supervisor


def redis_socket(data: Path) -> Path:
    return socket_folder(data) / "redis.sock"


def postgres_url(data: Path) -> str:
    """The URL of the Postgres that lives in the data folder, whether or not it runs."""
    password = read(data / "postgres.password")
    host = quote(str(socket_folder(data)), safe="")
    return f"postgresql://bobbin:{quote(password, safe='')}@/bobbin?host={host}"


def redis_url(data: Path) -> str:
    return f"unix://{quote(str(redis_socket(data)))}"


def read(path: Path) -> str:
    """The text of a small file, or nothing where there is none."""
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def kept_secret(path: Path, make: str) -> str:
    """What the file holds; on the first call `make`, kept for its owner alone (mode 0600).

    Several processes may ask at once: whoever links its file first wins, the others read it.
    """
    if kept := read(path):
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(make + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return read(path)
