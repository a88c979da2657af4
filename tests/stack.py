"""The whole real stack, as `make run` starts it, in a folder and on a port of its own.

    with Stack(tmp_path) as stack:
        requests.get(stack.url)
        stack.kill("web")
        stack.call(make_people, count=3)    # runs inside a process that uses the stack's database

Everything waits on what can be seen (a line of the log, a pid), never for a length of time.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from config.data_folder import PROJECT

READY_WITHIN = 90.0
# Straight to the stack, whatever proxy the environment names.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
OURS = (
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "BOBBIN_",
    "PORT",
    "DEBUG",
    "SECRET_KEY",
    "SETUP_CODE",
    "DJANGO_",
)


class Stack:
    def __init__(self, data: Path, *arguments: str, **env: str) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.arguments = arguments
        # Nothing of this test run's own settings may reach the stack.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.env = {**kept, "BOBBIN_DATA": str(data), "PORT": str(self.port), **env}
        self.log_file = data.with_name(f"{data.name}.log")
        self.process: subprocess.Popen[bytes] | None = None
        self._desk: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.stop()

    # Its life

    def launch(self) -> "subprocess.Popen[bytes]":
        """Starts it without waiting."""
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", *self.arguments],
                cwd=PROJECT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self.process

    def start(self) -> None:
        process = self.launch()
        until(lambda: "Bobbin is ready" in self.log or process.poll() is not None, self.log_of, READY_WITHIN)
        if process.poll() is not None:
            raise AssertionError(f"the stack ended with {process.returncode}:\n{self.log}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Stops it as Ctrl-C or a service manager would; returns how many seconds that took."""
        self._close_desk()
        since = time.monotonic()
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError(f"the stack did not stop:\n{self.log}") from None
        return time.monotonic() - since

    def restart(self) -> None:
        self.stop()
        self.start()

    def kill_all(self) -> None:
        """As `kill -9`: the supervisor has no chance to do anything."""
        self._close_desk()
        assert self.process
        self.process.kill()
        self.process.wait()

    # Its processes

    def pids(self) -> dict[str, int]:
        """By name: postgres, redis, web, worker, beat, mail."""
        rows = json.loads((self.data / "run" / "children.json").read_text())
        return {row["name"]: row["pid"] for row in rows}

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> int:
        """Ends one child and waits until the supervisor has another in its place, and says so."""
        before = self.pids()[name]
        said = self.log.count(f"{name} is back")
        os.kill(before, number)
        until(lambda: self.log.count(f"{name} is back") > said, self.log_of, 30)
        return before

    # What it says and keeps

    @property
    def log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def log_of(self) -> str:
        return self.log

    @property
    def address(self) -> str:
        """What it told to open: the set-up link while there is no organization."""
        found = re.search(r"Bobbin is ready: (\S+)", self.log)
        assert found, self.log
        return found[1]

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a page asked for without a session; (0, reason) where nothing answers."""
        try:
            with DIRECT.open(self.url + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError as error:
            return 0, str(error)

    def call(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """Calls a function of a module in a Django process that uses this stack's database.

        Arguments and result travel as JSON. The process is kept, so a call costs milliseconds.
        """
        if self._desk is None or self._desk.poll() is not None:
            self._desk = subprocess.Popen(
                [sys.executable, "-m", "tests.desk"],
                cwd=PROJECT,
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._desk.stdin
        assert self._desk.stdout
        request = [function.__module__, function.__qualname__, arguments, named]
        self._desk.stdin.write(json.dumps(request) + "\n")
        self._desk.stdin.flush()
        answer = self._desk.stdout.readline()
        assert answer, "the process that makes data has ended"
        result, error = json.loads(answer)
        if error:
            raise AssertionError(error)
        return result

    def _close_desk(self) -> None:
        if self._desk:
            self._desk.terminate()
            self._desk.communicate()
            self._desk = None


def until(seen: Callable[[], bool], story: Callable[[], str], within: float) -> None:
    """Waits until something can be seen; tells `story` when it is not in time."""
    deadline = time.monotonic() + within
    while not seen():
        if time.monotonic() > deadline:
            raise AssertionError(f"not seen within {within:g} s:\n{story()}")
        time.sleep(0.05)


def processes_about(data: Path) -> list[str]:
    """What runs with that data folder, found by its command line and its environment."""
    if not Path("/proc/self").exists():
        listing = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True).stdout
        return [line for line in listing.splitlines() if str(data) in line]
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
            known = words + (process / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(data) in known and process.name != str(os.getpid()):
            found.append(f"{process.name} {words.decode(errors='replace')}")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
