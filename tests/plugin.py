"""Gives the test run a Postgres and a Redis of its own, before Django reads its settings.

Loaded by `-p tests.plugin`. Both live in a temporary folder behind Unix sockets and die with
pytest, so that nothing depends on what else runs on the machine, and two runs never meet.
"""

import atexit
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PASSWORD = secrets.token_hex(8)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before pytest-django's own, which sets Django up for what the conftests import.

    This plugin is registered later than that one, so of two who want to be first it is.
    """
    # Each process that runs tests has stores of its own, also those that share a run's tests among
    # them (pytest-xdist): rows, ids and what is told live never meet.
    runner = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if os.environ.get("BOBBIN_TEST_RUNNER") != runner:
        os.environ["BOBBIN_TEST_RUNNER"] = runner
        start_stores(Path(tempfile.mkdtemp(prefix="bobbin-test-")))


def start_stores(folder: Path) -> None:
    for name in (
        "DATABASE_URL",
        "REDIS_URL",
        "EMAIL_URL",
        "BOBBIN_URL",
        "BOBBIN_BIND",
        "PORT",
        "DEBUG",
        "SETUP_CODE",
    ):
        os.environ.pop(name, None)
    os.environ |= {
        "BOBBIN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secrets.token_hex(25),
        "PYTHONTZPATH": "",
    }

    from config.data_folder import kept_secret, redis_socket, socket_folder
    from config.stack import postgres, redis
    from config.stack.unprivileged import identity

    # The stores' own stops are registered later, so they run before this: atexit works backwards.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept_secret(folder / "postgres.password", PASSWORD)
    sockets = socket_folder(folder)
    sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "redis").mkdir()
    # Nothing is collected in tests; WhiteNoise warns when there is no folder at all.
    (folder / "static").mkdir()
    if identity().uid is not None:
        folder.chmod(0o711)
        identity().give(sockets)
    postgres.initialise(folder / "postgres", PASSWORD, identity(), durable=False)
    _start(
        folder,
        "postgres",
        [*identity().prefix, *postgres.command(folder / "postgres", sockets, durable=False)],
        lambda: postgres.is_ready(sockets),
        uid=identity().uid,
        gid=identity().gid,
    )
    _start(
        folder,
        "redis",
        redis.command(folder / "redis", redis_socket(folder), durable=False),
        lambda: redis.is_ready(redis_socket(folder)),
    )


def _start(
    folder: Path,
    name: str,
    command: list[str],
    is_ready: Callable[[], bool],
    uid: int | None = None,
    gid: int | None = None,
) -> None:
    from config.stack.lifeline import dies_with_parent

    log = folder / f"{name}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            preexec_fn=dies_with_parent(signal.SIGQUIT),
            start_new_session=True,
            user=uid,
            group=gid,
        )
    atexit.register(_stop, process)
    deadline = time.monotonic() + 30
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{name} did not start:\n{log.read_text()}")
        time.sleep(0.02)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGQUIT if "postgres" in str(process.args) else signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
