"""The commands of Bobbin's processes, once for every way to run them.

`manage.py up` starts all of them; a container runs one: `python -m config.stack web`.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from config import env
from config.data_folder import data_folder

Command = list[str]


def prepare() -> Command:
    """Runs to its end before the others start: migrations, static files, the set-up code."""
    return [sys.executable, "manage.py", "prepare"]


def web() -> Command:
    # Daphne's default backlog of 50 makes many reconnecting sockets wait for their retry.
    # The bind address is escaped for Twisted's endpoint words: IPv6 has colons.
    bind = env.text("BOBBIN_BIND", "127.0.0.1").replace(":", r"\:")
    port = env.integer("PORT", 8000, at_least=1, at_most=65535)
    endpoint = f"tcp:port={port}:interface={bind}:backlog=2048"
    quiet = ["--verbosity", "0", "--no-server-name"]
    # A browser that lost its network says no goodbye: noticed within half a minute, not a whole
    # one, and often enough that no proxy takes a silent socket for a dead one.
    pings = ["--ping-interval", "15", "--ping-timeout", "10"]
    return [sys.executable, "-m", "daphne", *quiet, *pings, "-e", endpoint, "config.asgi:application"]


def worker() -> Command:
    # Tasks wait for the database and for other servers; threads do that 4 times faster than processes.
    threads = env.integer("WORKER_THREADS", 4, at_least=1, at_most=256)
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    options = ["--pool=threads", f"--concurrency={threads}", "--loglevel=WARNING", *alone]
    return [sys.executable, "-m", "celery", "-q", "-A", "config.celery", "worker", *options]


def beat() -> Command:
    options = ["--scheduler=config.beat:Scheduler", "--loglevel=WARNING"]
    return [sys.executable, "-m", "celery", "-q", "-A", "config.beat", "beat", *options]


COMMANDS: dict[str, Callable[[], Command]] = {
    "prepare": prepare,
    "web": web,
    "worker": worker,
    "beat": beat,
}


def ready_file(name: str) -> Path:
    """What a process touches when it is ready, and while it lives (config.alive).

    Containers share the data folder, so the image names a file of the container's own.
    """
    return env.folder("BOBBIN_READY_FILE", data_folder() / "run" / f"{name}.ready")


def environment(name: str) -> dict[str, str]:
    """What every process of ours needs, whoever starts it."""
    # Compiled modules halve the time until the first page; where the code cannot be written
    # beside, Python goes on without.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        "BOBBIN_READY_FILE": str(ready_file(name)),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        # The PyPI tzdata wins over the host's copy.
        "PYTHONTZPATH": "",
        "PYTHONUNBUFFERED": "1",
    }
